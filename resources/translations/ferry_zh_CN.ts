<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DownloadTask</name>
    <message>
        <source>It sent a part of the file unasked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system does not compute %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name %1 was not resolved in time. Check the network, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not accept a connection in time. Check the address and the network, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not finish the TLS handshake in time. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stopped taking bytes. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer in time. Try again, or allow a longer wait for the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent nothing more before the timeout. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted. It is self-signed. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted. No authority known here vouches for it. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 has expired. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet. Check the clock of this computer. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate is not for %1 but for another name. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 was not made for servers. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 offers no TLS version from 1.2 on. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no address for %1. Check its spelling and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to %1. Check that the server runs and the port is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy did not let the transfer through. Check its address and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to %1 broke. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of %1 breaks the rules of HTTP and cannot be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The redirect of %1 was not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be resumed safely. Start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checksum is not the expected one. Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be written. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no space left for “%1”. Free some, or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything was sent to %1, but no answer came. It may have been accepted: check there before you send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 asks to wait longer than an hour. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate not valid yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate for another host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificate not trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proxy refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection broke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>redirect not followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checksum differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file cannot be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>request not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked to wait</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IoError</name>
    <message>
        <source>It does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission is denied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the path is not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already something of that name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a symbolic link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large for this disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk reports an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many files are open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <comment>a count of bytes; %n only chooses the plural</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 kB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day and time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RedirectText</name>
    <message numerus="yes">
        <source>It is more than the %n redirect(s) allowed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It names no address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address it names is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It leads to %1, and only http and https are followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It leads from https to http, where anybody on the way could read along.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestCheck</name>
    <message>
        <source>A header has no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no header name. Only letters, digits and !#$%&amp;&apos;*+-.^_`|~ may stand in one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of the header “%1” holds a line break or another control character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Referer cannot be set as a header. It follows from the mini-program identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header “%1” cannot be set. It follows from the address and from what is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Content-Type of a form cannot be set, because it names the form&apos;s boundary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header “%1” cannot be set. It is about the connection, which the program manages itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name or the password holds a character that cannot be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bearer token holds a character that cannot be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The timeout must be from 1 to 60 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wait for the answer must be from 1 to 3600 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of redirects must not be below 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificates in “%1” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The app id must be made of letters, digits, “_” and “-”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version of the mini-program must be a number or a word, for example 0 for the development build.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy&apos;s address must begin with http, https, socks5 or socks5h.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy&apos;s address names no host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to send. Add a file or a field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot carry a file. Use POST or PUT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method is missing. POST is the usual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no method. POST is the usual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method %1 cannot be used for an upload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content type holds a line break or another control character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field&apos;s name holds a NUL character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form key of the file is missing. “file” is the usual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name holds a NUL character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder must be given with its whole path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no name for a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checksum “%1” is not known. Use sha256, sha1, sha512 or md5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A checksum of %1 has %n hexadecimal digit(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The address holds a line break or another control character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no address. It looks like https://example.com/path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses with “%1” cannot be used. Use http or https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port 0 cannot be connected to.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>to %1</source>
        <comment>a server</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a server</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for a free place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for a free place, %1st in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for a free place, %1nd in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for a free place, %1rd in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for a free place, %1th in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <comment>speed, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent, waiting for the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent, reading the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held: a web page came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not the file that %1 promises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>a folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted with %1</source>
        <comment>a status code</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked as done by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>self-signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not made for servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only TLS before 1.2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>fault, host or file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all bytes left, no answer came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by you, after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n seconds left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a spoken row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the page that came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>upload to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>download from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>exact bytes</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveFile</name>
    <message>
        <source>Its size changed while it was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy differs from the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no name for a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a regular file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TerminalText</name>
    <message>
        <source>There is no file “%1”. The commands are upload, download and serve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no display for the window. Use the commands instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>(%n byte(s), not text; send standard output to a file to keep them)
</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>--name needs the key of the file in the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-T takes one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-T needs a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-X needs a method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address to upload to is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-T sends one file as the whole body; it cannot stand beside files or -F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to upload: name a file, or use -F or -T.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--checksum takes “sha256:HEX” with all its digits (also sha1, sha512, md5), not “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-o needs a path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-d needs a directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address to download from is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--checksum is for one file; there are %1 addresses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--temp leaves the file in the temporary place, so -o and -d cannot stand beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--root needs a directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>serve takes no argument “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes a whole number from %2 to %3, not “%4”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs an appid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes bytes a second, for example 500k, 2M or 1G, not “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a header. Write it as “Name: value”, or “Name;” for one without a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-u takes “user:password”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-x takes the address of a proxy: http://, https://, socks5:// or socks5h://HOST:PORT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes seconds from 1 to %2, not “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--appversion goes with --appid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-u and --oauth2-bearer exclude each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“filename=” in -F needs a file: write “%1=@path;filename=…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“;%1” in -F is not understood. Put a value with a semicolon in double quotes, or use --form-string.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a form field. Write it as “name=text”, “name=@path” or “name=&lt;path”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A form inside a form cannot be sent. If “%1” is meant as text, use --form-string.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-F %1 names no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” behind the closing quote in -F is not understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no option %1 here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes no value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password for %1: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: “%1”, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploaded: “%1”, %2, %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloaded: “%1”, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held: an HTML page came in place of “%1”. It lies in %2; --any-type saves such an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: “%1”. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running it again starts over: this version does not resume yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent, waiting for the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a regular file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read. %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is too large for a text field. Send it as a file, with “@”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificates in “%1” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” holds no certificate in PEM form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-o names one file, but there are %1 addresses. Name an existing directory instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no directory “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The directory “%1” cannot be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ferry: The developer server cannot start. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files are kept in %1. Ctrl-C ends the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2 %3  %4  in %5, out %6, %7 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: -k takes any certificate. Nobody vouches for the server in this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: without effect in this version: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: the header “%1” has no value and is left out. Write “%1;” to send it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ferry: Standard output cannot be written to any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-u without a password asks for it, but there is no terminal. Write “user:password”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“ferry %1--help” lists what there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::CurlReply</name>
    <message>
        <source>The request could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error transferring %1 - server replied: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::FrozenFile</name>
    <message>
        <source>It is a folder, and only files can be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a named pipe, and only regular files can be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a socket, and only regular files can be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a device, and only regular files can be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name holds a character that no file name can have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was removed while it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was replaced by another file while it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It became shorter while it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It became longer while it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was changed while it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::devserver::DevServer</name>
    <message>
        <source>The developer server found no free port on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 is taken by another program. Choose another one for the developer server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The developer server cannot write to “%1”: %2. Choose another folder for it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::CertificateDialog</name>
    <message>
        <source>It is self-signed: no authority known here vouches for it. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authority that made it is not known here. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has expired. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not valid yet. Check the clock of this computer. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was made for another name. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the fingerprint with one that the owner of the server gives you. An exception holds for exactly this certificate on this host and port, until Ferry quits; if the certificate changes, Ferry refuses again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host and port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (itself)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>dates</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust and retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::DownloadSheet</name>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links, one a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One link a line, with http or https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep it temporary and let me save it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a header…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name comes with the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download 1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Download %n files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 problem: headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 links left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no link to fetch. Write one a line.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::EmptyPage</name>
    <message>
        <source>Drop files to upload, or a link to download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+V works too, with files, images and links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download a link…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No item matches “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileListModel</name>
    <message>
        <source>%1, was %2</source>
        <comment>the size of a compressed picture</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>file name, size</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2</source>
        <comment>path, exact size</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileListView</name>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files here, or add them below.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileRowDelegate</name>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileSection</name>
    <message>
        <source>Add files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How images are sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressed images are smaller and leave out place, time and device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Ferry adds at most %n images at a time.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n were left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pasted image could not be written. Free some space, then paste it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was left out. It is not there, or it is no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>“%1” and %n more were left out. They are not there, or they are no files.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, compressed from %2</source>
        <comment>sizes of all files</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::FolderQuestion</name>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add 1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Add %n files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The folder “%1” holds no files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folders hold no files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>More files than Ferry takes at once: only the first %n would be added.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The folder “%1” holds 1 file, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The folder “%1” holds %n files, %2.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 folders hold %n files, %2.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::IdentityField</name>
    <message>
        <source>None, no Referer is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mini-program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>App id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 is the development build.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referer: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::KeyValueModel</name>
    <message>
        <source>%1, new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden value of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::NameList</name>
    <message>
        <source>%1, %2</source>
        <comment>name, detail</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::QueueHead</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By state</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <comment>in the list</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 still to go</source>
        <comment>items, bytes</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::QueueView</name>
    <message>
        <source>Transfers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::QuitDialog</name>
    <message>
        <source>Sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending, %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving, %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Ferry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary files are deleted when Ferry quits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfers that are not finished stop when Ferry quits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would be deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would be stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 unsaved file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 running transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n running transfers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Quit with %1 and %2?</source>
        <comment>a count of files, a count of transfers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit with %1?</source>
        <comment>a count of files or transfers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Quit and delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all and quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::Sheet</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::Sidebar</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings (%1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::SidebarList</name>
    <message>
        <source>Filters and destinations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::SidebarModel</name>
    <message numerus="yes">
        <source>%1, %n item(s)</source>
        <comment>a filter and its count</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::StatusLine</name>
    <message>
        <source>Developer server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Developer server, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload speed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download speed %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ferry::ui::UploadSheet</name>
    <message>
        <source>“%1” is no picture that can be compressed. Remove it, or choose Original.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: field name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: header %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem: field %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One request per file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File as body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each file is the whole body of a request, without a form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent before the files, in this order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;orm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a single byte. A transfer that moves never times out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the answer, once everything is sent. Up to 1 h.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ans&amp;wer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file that is the whole body has no form around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload 1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Upload %n files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Save as destination…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the server. Secrets are not kept with it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
