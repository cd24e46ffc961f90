<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ItemNames</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message numerus="yes">
        <source>%1 bytes</source>
        <comment>a count of bytes; %n only chooses the plural</comment>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RedirectText</name>
    <message numerus="yes">
        <source>It is more than the %n redirect(s) allowed.</source>
        <translation>
            <numerusform>It is more than the %n redirect allowed.</numerusform>
            <numerusform>It is more than the %n redirects allowed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestCheck</name>
    <message numerus="yes">
        <source>A checksum of %1 has %n hexadecimal digit(s).</source>
        <translation>
            <numerusform>A checksum of %1 has %n hexadecimal digit.</numerusform>
            <numerusform>A checksum of %1 has %n hexadecimal digits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message numerus="yes">
        <source>%n seconds left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>a file, how many other files</comment>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TerminalText</name>
    <message numerus="yes">
        <source>(%n byte(s), not text; send standard output to a file to keep them)
</source>
        <translation>
            <numerusform>(%n byte, not text; send standard output to a file to keep them)
</numerusform>
            <numerusform>(%n bytes, not text; send standard output to a file to keep them)
</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::CertificateChain</name>
    <message numerus="yes">
        <source>%n certificate(s), the server&apos;s own first</source>
        <translation>
            <numerusform>%n certificate, the server&apos;s own first</numerusform>
            <numerusform>%n certificates, the server&apos;s own first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::CertificateDialog</name>
    <message numerus="yes">
        <source>Trust and retry %n items</source>
        <translation>
            <numerusform>Trust and retry %n item</numerusform>
            <numerusform>Trust and retry %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::CourseView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::DestinationEditor</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::DownloadSheet</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Download %n files</source>
        <translation>
            <numerusform>Download %n file</numerusform>
            <numerusform>Download %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::DropVeil</name>
    <message numerus="yes">
        <source>Download %n link(s)</source>
        <translation>
            <numerusform>Download %n link</numerusform>
            <numerusform>Download %n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n folder(s)</source>
        <translation>
            <numerusform>Upload %n folder</numerusform>
            <numerusform>Upload %n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n folder(s) to %1</source>
        <translation>
            <numerusform>Upload %n folder to %1</numerusform>
            <numerusform>Upload %n folders to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) and folder(s)</source>
        <translation>
            <numerusform>Upload %n file or folder</numerusform>
            <numerusform>Upload %n files and folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) and folder(s) to %1</source>
        <translation>
            <numerusform>Upload %n file or folder to %1</numerusform>
            <numerusform>Upload %n files and folders to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s)</source>
        <translation>
            <numerusform>Upload %n file</numerusform>
            <numerusform>Upload %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) to %1</source>
        <translation>
            <numerusform>Upload %n file to %1</numerusform>
            <numerusform>Upload %n files to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more, %1 in all</source>
        <translation>
            <numerusform>and %n more, %1 in all</numerusform>
            <numerusform>and %n more, %1 in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileSection</name>
    <message numerus="yes">
        <source>Add up to %n images</source>
        <translation>
            <numerusform>Add up to %n image</numerusform>
            <numerusform>Add up to %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n images at a time, as the settings say.</source>
        <translation>
            <numerusform>At most %n image at a time, as the settings say.</numerusform>
            <numerusform>At most %n images at a time, as the settings say.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were left out.</source>
        <translation>
            <numerusform>%n was left out.</numerusform>
            <numerusform>%n were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” and %n more were left out. They are not there, or they are no files.</source>
        <translation>
            <numerusform>“%1” and %n more were left out. They are not there, or they are no files.</numerusform>
            <numerusform>“%1” and %n more were left out. They are not there, or they are no files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::FolderQuestion</name>
    <message numerus="yes">
        <source>Add %n files</source>
        <translation>
            <numerusform>Add %n file</numerusform>
            <numerusform>Add %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More files than Ferry takes at once: only the first %n would be added.</source>
        <translation>
            <numerusform>More files than Ferry takes at once: only the first %n would be added.</numerusform>
            <numerusform>More files than Ferry takes at once: only the first %n would be added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The folder “%1” holds %n files, %2.</source>
        <translation>
            <numerusform>The folder “%1” holds %n file, %2.</numerusform>
            <numerusform>The folder “%1” holds %n files, %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 folders hold %n files, %2.</source>
        <translation>
            <numerusform>%1 folders hold %n file, %2.</numerusform>
            <numerusform>%1 folders hold %n files, %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden file(s)</source>
        <translation>
            <numerusform>%n hidden file</numerusform>
            <numerusform>%n hidden files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden folder(s)</source>
        <translation>
            <numerusform>%n hidden folder</numerusform>
            <numerusform>%n hidden folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) that cannot be read</source>
        <translation>
            <numerusform>%n folder that cannot be read</numerusform>
            <numerusform>%n folders that cannot be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n item(s) added to the queue.</source>
        <translation>
            <numerusform>%n item added to the queue.</numerusform>
            <numerusform>%n items added to the queue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finished download(s) of the last run were not saved</source>
        <translation>
            <numerusform>%n finished download of the last run was not saved</numerusform>
            <numerusform>%n finished downloads of the last run were not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::PauseDialog</name>
    <message numerus="yes">
        <source>Pause %n items, and start them over later?</source>
        <translation>
            <numerusform>Pause %n item, and start it over later?</numerusform>
            <numerusform>Pause %n items, and start them over later?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause the other %n</source>
        <translation>
            <numerusform>Pause the other %n</numerusform>
            <numerusform>Pause the other %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::QueueCommands</name>
    <message numerus="yes">
        <source>%Ln address(es) copied.</source>
        <translation>
            <numerusform>%Ln address copied.</numerusform>
            <numerusform>%Ln addresses copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unsaved file(s) discarded</source>
        <translation>
            <numerusform>%Ln unsaved file discarded</numerusform>
            <numerusform>%Ln unsaved files discarded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finished item(s) removed from the list</source>
        <translation>
            <numerusform>%Ln finished item removed from the list</numerusform>
            <numerusform>%Ln finished items removed from the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) removed from the list</source>
        <translation>
            <numerusform>%Ln item removed from the list</numerusform>
            <numerusform>%Ln items removed from the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) copied.</source>
        <translation>
            <numerusform>%Ln link copied.</numerusform>
            <numerusform>%Ln links copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::QueueHead</name>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <comment>in the list</comment>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::QuitDialog</name>
    <message numerus="yes">
        <source>%n unsaved files</source>
        <translation>
            <numerusform>%n unsaved file</numerusform>
            <numerusform>%n unsaved files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running transfers</source>
        <translation>
            <numerusform>%n running transfer</numerusform>
            <numerusform>%n running transfers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::RequestPage</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::SaveFlow</name>
    <message numerus="yes">
        <source>%n files of these names are already there.</source>
        <translation>
            <numerusform>%n file of these names is already there.</numerusform>
            <numerusform>%n files of these names are already there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files of these names are already there. What came stays ready to save.</source>
        <translation>
            <numerusform>%n file of these names is already there. What came stays ready to save.</numerusform>
            <numerusform>%n files of these names are already there. What came stays ready to save.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::SelectionPage</name>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %Ln files</source>
        <translation>
            <numerusform>Save %Ln file</numerusform>
            <numerusform>Save %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %Ln items</source>
        <translation>
            <numerusform>Pause %Ln item</numerusform>
            <numerusform>Pause %Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %Ln items</source>
        <translation>
            <numerusform>Resume %Ln item</numerusform>
            <numerusform>Resume %Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln items</source>
        <translation>
            <numerusform>Retry %Ln item</numerusform>
            <numerusform>Retry %Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln items again</source>
        <translation>
            <numerusform>Send %Ln item again</numerusform>
            <numerusform>Send %Ln items again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln items as done</source>
        <translation>
            <numerusform>Mark %Ln item as done</numerusform>
            <numerusform>Mark %Ln items as done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln items</source>
        <translation>
            <numerusform>Cancel %Ln item</numerusform>
            <numerusform>Cancel %Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln files</source>
        <translation>
            <numerusform>Discard %Ln file</numerusform>
            <numerusform>Discard %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln items from the list</source>
        <translation>
            <numerusform>Remove %Ln item from the list</numerusform>
            <numerusform>Remove %Ln items from the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::SidebarModel</name>
    <message numerus="yes">
        <source>%1, %Ln item(s)</source>
        <comment>a filter and its count</comment>
        <translation>
            <numerusform>%1, %Ln item</numerusform>
            <numerusform>%1, %Ln items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::SignInDialog</name>
    <message numerus="yes">
        <source>%n items wait for it.</source>
        <translation>
            <numerusform>%n item waits for it.</numerusform>
            <numerusform>%n items wait for it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::StateAnnouncer</name>
    <message numerus="yes">
        <source>%Ln item(s): %1</source>
        <comment>state</comment>
        <translation>
            <numerusform>%Ln item: %1</numerusform>
            <numerusform>%Ln items: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) came to an end.</source>
        <translation>
            <numerusform>%Ln item came to an end.</numerusform>
            <numerusform>%Ln items came to an end.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::UploadSheet</name>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n files</source>
        <translation>
            <numerusform>Upload %n file</numerusform>
            <numerusform>Upload %n files</numerusform>
        </translation>
    </message>
</context>
</TS>
