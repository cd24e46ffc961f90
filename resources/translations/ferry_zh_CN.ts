<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Body</name>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
</context>
<context>
    <name>DetailsActions</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>标为完成</translation>
    </message>
    <message>
        <source>Review the certificate…</source>
        <translation>查看证书…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>DevServerTls</name>
    <message>
        <source>There is no certificate in PEM form in “%1”.</source>
        <translation>“%1”中没有 PEM 格式的证书。</translation>
    </message>
    <message>
        <source>There is no private key in “%1” that can be used: PEM form, RSA or EC, and without a password.</source>
        <translation>“%1”中没有可用的私钥：须为 PEM 格式的 RSA 或 EC 私钥，且不带密码。</translation>
    </message>
    <message>
        <source>The key in “%1” is not that of the first certificate in “%2”.</source>
        <translation>“%1”中的私钥与“%2”中的第一个证书不匹配。</translation>
    </message>
</context>
<context>
    <name>DownloadFolder</name>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The folder does not exist and cannot be made.</source>
        <translation>文件夹不存在，也无法创建。</translation>
    </message>
</context>
<context>
    <name>DownloadTask</name>
    <message>
        <source>It sent a part of the file unasked.</source>
        <translation>没有请求，服务器却只发来文件的一部分。</translation>
    </message>
</context>
<context>
    <name>Drop</name>
    <message>
        <source>%1 is not supported. Use an http or https link.</source>
        <translation>不支持 %1。使用 http 或 https 链接。</translation>
    </message>
    <message>
        <source>Files and links came together. Drop one kind at a time.</source>
        <translation>文件和链接混在一起了。每次只拖放一种。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>This is no file, picture or link, so there is nothing to transfer.</source>
        <translation>这不是文件、图片或链接，没有可传输的内容。</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The name %1 was not resolved in time. Check the network, then try again.</source>
        <translation>未能及时解析域名 %1。检查网络后重试。</translation>
    </message>
    <message>
        <source>%1 did not accept a connection in time. Check the address and the network, then try again.</source>
        <translation>%1 未及时接受连接。检查地址和网络后重试。</translation>
    </message>
    <message>
        <source>%1 did not finish the TLS handshake in time. Try again.</source>
        <translation>%1 未及时完成 TLS 握手。可以重试。</translation>
    </message>
    <message>
        <source>%1 stopped taking bytes. Try again.</source>
        <translation>%1 不再接收数据。可以重试。</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Try again, or allow a longer wait for the answer.</source>
        <translation>%1 未及时答复。可以重试，或延长等待答复的时间。</translation>
    </message>
    <message>
        <source>%1 sent nothing more before the timeout. Try again.</source>
        <translation>%1 不再发送数据，已超时。可以重试。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted. It is self-signed.</source>
        <translation>%1 的证书不受信任。证书是自签名的。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted. No authority known here vouches for it.</source>
        <translation>%1 的证书不受信任。没有已知的颁发机构为它担保。</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired.</source>
        <translation>%1 的证书已过期。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet. Check the clock of this computer.</source>
        <translation>%1 的证书尚未生效。检查本机的时间。</translation>
    </message>
    <message>
        <source>The certificate is not for %1 but for another name.</source>
        <translation>证书不属于 %1，而属于另一个名称。</translation>
    </message>
    <message>
        <source>The certificate of %1 was not made for servers.</source>
        <translation>%1 的证书不能用于服务器。</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted.</source>
        <translation>%1 的证书不可信任。</translation>
    </message>
    <message>
        <source>%1 offers no TLS version from 1.2 on.</source>
        <translation>%1 不支持 TLS 1.2 及以上版本。</translation>
    </message>
    <message>
        <source>%1 wants a certificate of the client, which Ferry does not have.</source>
        <translation>%1 要求客户端证书，而 Ferry 没有。</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made.</source>
        <translation>无法与 %1 建立安全连接。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>There is no address for %1. Check its spelling and the network.</source>
        <translation>找不到 %1 的地址。检查拼写和网络。</translation>
    </message>
    <message>
        <source>%1 got everything and answered with %2, but its answer broke off. It has probably accepted it: check there before you send it again.</source>
        <translation>%1 已收到全部内容并答复 %2，但答复中断了。它很可能已经接受：再次发送之前，请先到那里确认。</translation>
    </message>
    <message>
        <source>The answer of %1 breaks the rules of HTTP and cannot be trusted.</source>
        <translation>%1 的答复不符合 HTTP 规范，不能信任。</translation>
    </message>
    <message>
        <source>The redirect of %1 was not followed.</source>
        <translation>没有跟随 %1 的重定向。</translation>
    </message>
    <message>
        <source>The checksum is not the expected one. Nothing was saved.</source>
        <translation>校验和与预期不符。没有保存任何文件。</translation>
    </message>
    <message>
        <source>“%1” cannot be sent.</source>
        <translation>“%1”无法发送。</translation>
    </message>
    <message>
        <source>Ferry was ended while this was on its way to %1. It may have been accepted: check there before you send it again.</source>
        <translation>发送到 %1 的途中 Ferry 被终止。对方可能已经接受：重新发送之前先去核实。</translation>
    </message>
    <message>
        <source>Everything was sent to %1, but no answer came. It may have been accepted: check there before you send it again.</source>
        <translation>数据已全部发给 %1，但没有收到答复。对方可能已经接受：重新发送之前先去核实。</translation>
    </message>
    <message>
        <source>%1 asks to wait longer than an hour. Try again later.</source>
        <translation>%1 要求等待一小时以上。稍后再试。</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>host not found</source>
        <translation>找不到主机</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>certificate expired</source>
        <translation>证书已过期</translation>
    </message>
    <message>
        <source>certificate not valid yet</source>
        <translation>证书尚未生效</translation>
    </message>
    <message>
        <source>certificate for another host</source>
        <translation>证书属于其他主机</translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation>无法建立安全连接</translation>
    </message>
    <message>
        <source>certificate not trusted</source>
        <translation>证书不受信任</translation>
    </message>
    <message>
        <source>proxy not reached</source>
        <translation>连不上代理</translation>
    </message>
    <message>
        <source>proxy refused</source>
        <translation>代理拒绝</translation>
    </message>
    <message>
        <source>connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>broken answer</source>
        <translation>答复不合规范</translation>
    </message>
    <message>
        <source>redirect not followed</source>
        <translation>未跟随重定向</translation>
    </message>
    <message>
        <source>cannot be resumed</source>
        <translation>无法续传</translation>
    </message>
    <message>
        <source>checksum differs</source>
        <translation>校验和不符</translation>
    </message>
    <message>
        <source>file cannot be sent</source>
        <translation>文件无法发送</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>request not valid</source>
        <translation>请求无效</translation>
    </message>
    <message>
        <source>answer unknown</source>
        <translation>答复未知</translation>
    </message>
    <message>
        <source>asked to wait</source>
        <translation>被要求等待</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何数据。</translation>
    </message>
    <message>
        <source>It is also out of date, and was not made for this host.</source>
        <translation>它也不在有效期内，并且不是为此主机签发的。</translation>
    </message>
    <message>
        <source>Nor was it made for this host.</source>
        <translation>而且它不是为此主机签发的。</translation>
    </message>
    <message>
        <source>It is also out of date.</source>
        <translation>它也不在有效期内。</translation>
    </message>
    <message>
        <source>The proxy %1 opened no way to the server in time.</source>
        <translation>代理 %1 未能及时接通服务器。</translation>
    </message>
    <message>
        <source>Check that it is a proxy, then try again.</source>
        <translation>请确认它确实是代理，然后重试。</translation>
    </message>
    <message>
        <source>No connection to %1.</source>
        <translation>无法连接 %1。</translation>
    </message>
    <message>
        <source>Check that the server runs and the port is right.</source>
        <translation>检查服务器是否在运行、端口是否正确。</translation>
    </message>
    <message>
        <source>No connection to the proxy %1.</source>
        <translation>无法连接到代理 %1。</translation>
    </message>
    <message>
        <source>Check that it runs and its address is right.</source>
        <translation>检查代理是否在运行，地址是否正确。</translation>
    </message>
    <message>
        <source>The proxy did not let the transfer through.</source>
        <translation>代理没有放行这次传输。</translation>
    </message>
    <message>
        <source>Check its address and password.</source>
        <translation>检查代理的地址和密码。</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>与 %1 的连接中断。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>可以重试。</translation>
    </message>
    <message>
        <source>The file cannot be resumed safely.</source>
        <translation>无法安全地续传该文件。</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>需要重新开始。</translation>
    </message>
    <message>
        <source>“%1” cannot be written.</source>
        <translation>“%1”无法写入。</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>换一个位置。</translation>
    </message>
    <message>
        <source>There is no space left for “%1”.</source>
        <translation>没有空间写入“%1”。</translation>
    </message>
    <message>
        <source>Free some, or choose another place.</source>
        <translation>清理磁盘，或换一个位置。</translation>
    </message>
</context>
<context>
    <name>ExchangeNotes</name>
    <message>
        <source>, </source>
        <comment>between items</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Before the answer came: %1.</source>
        <translation>在答复之前收到：%1。</translation>
    </message>
    <message>
        <source>The file came coded (%1), although Ferry asked for it plain. It is kept as it came.</source>
        <translation>Ferry 要求原样发送，但文件以编码形式到达（%1），已按收到的样子保留。</translation>
    </message>
    <message>
        <source>The body came coded (%1) and is shown as it came.</source>
        <translation>正文以编码形式到达（%1），按收到的样子显示。</translation>
    </message>
    <message>
        <source>%1 ×%2</source>
        <comment>an answer, how often</comment>
        <translation>%1 ×%2</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>no, an upload starts over</source>
        <translation>否，上传会从头开始</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no, the server sends files only whole</source>
        <translation>否，服务器只发送完整文件</translation>
    </message>
    <message>
        <source>no, nothing tells whether the file is still the same</source>
        <translation>否，无从得知文件是否仍是同一个</translation>
    </message>
    <message>
        <source>no, the length is not known</source>
        <translation>否，长度未知</translation>
    </message>
    <message>
        <source>not known before the answer</source>
        <translation>收到答复前未知</translation>
    </message>
    <message>
        <source>the checksum given</source>
        <translation>给定的校验和</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Resumable</source>
        <translation>可续传</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Tries by itself</source>
        <translation>自动重试</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>tries made, most tries</comment>
        <translation>%1，共 %2</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>校验依据</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number of the attempt, what happened</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>The bytes were compared with %1, and agree.</source>
        <translation>内容已与 %1 比对，一致。</translation>
    </message>
</context>
<context>
    <name>Host</name>
    <message>
        <source>%1 (%2)</source>
        <comment>a host as it is sent, as it is read</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>IntegrityText</name>
    <message>
        <source>This system does not compute %1.</source>
        <translation>本系统无法计算 %1。</translation>
    </message>
    <message>
        <source>It is %1.</source>
        <translation>实际为 %1。</translation>
    </message>
    <message>
        <source>%1 promises %2, and the file has %3.</source>
        <translation>%1 给出的是 %2，而文件的是 %3。</translation>
    </message>
</context>
<context>
    <name>IoError</name>
    <message>
        <source>It does not exist.</source>
        <translation>路径不存在。</translation>
    </message>
    <message>
        <source>Permission is denied.</source>
        <translation>没有权限。</translation>
    </message>
    <message>
        <source>The disk is read-only.</source>
        <translation>磁盘是只读的。</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>这是文件夹。</translation>
    </message>
    <message>
        <source>A part of the path is not a folder.</source>
        <translation>路径中有一部分不是文件夹。</translation>
    </message>
    <message>
        <source>There is already something of that name.</source>
        <translation>已有同名的文件或文件夹。</translation>
    </message>
    <message>
        <source>It is a symbolic link.</source>
        <translation>这是符号链接。</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>名称太长。</translation>
    </message>
    <message>
        <source>The file is too large for this disk.</source>
        <translation>文件太大，此磁盘放不下。</translation>
    </message>
    <message>
        <source>The disk reports an error.</source>
        <translation>磁盘报告错误。</translation>
    </message>
    <message>
        <source>Too many files are open.</source>
        <translation>打开的文件太多。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Downloads lie there until they are saved, unless that is to a folder on another disk.</source>
        <translation>下载内容在保存之前都放在那里，除非要保存到另一块磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Ferry makes this directory when it starts, and downloads lie there until they are saved; --profile-dir names another one.</source>
        <translation>Ferry 启动时创建此目录，下载内容在保存之前都放在那里；可用 --profile-dir 指定另一个目录。</translation>
    </message>
</context>
<context>
    <name>ItemNames</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <comment>a count of bytes; %n only chooses the plural</comment>
        <translation>
            <numerusform>%1 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>0 kB/s</source>
        <translation>0 kB/s</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>more than a day</source>
        <translation>1 天以上</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day and time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 字节</translation>
    </message>
</context>
<context>
    <name>ProxyAddress</name>
    <message>
        <source>There is no address. Write one, for example http://proxy.example:8080.</source>
        <translation>没有地址。请填写，例如 http://proxy.example:8080。</translation>
    </message>
    <message>
        <source>A password is not kept. Leave it out: Ferry asks for it when the proxy does.</source>
        <translation>密码不会保存。请不要填写：代理要求时 Ferry 会询问。</translation>
    </message>
    <message>
        <source>“%1” is neither a host nor a network. Write names as lab.example, or networks as 192.168.0.0/16.</source>
        <translation>“%1”既不是主机也不是网络。主机请写成 lab.example，网络请写成 192.168.0.0/16。</translation>
    </message>
</context>
<context>
    <name>Rate</name>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>RedirectText</name>
    <message numerus="yes">
        <source>It is more than the %n redirect(s) allowed.</source>
        <translation>
            <numerusform>超过了允许的 %n 次重定向。</numerusform>
        </translation>
    </message>
    <message>
        <source>It names no address.</source>
        <translation>它没有给出地址。</translation>
    </message>
    <message>
        <source>The address it names is not valid.</source>
        <translation>它给出的地址无效。</translation>
    </message>
    <message>
        <source>It leads to %1, and only http and https are followed.</source>
        <translation>它指向 %1，只能跟随 http 和 https。</translation>
    </message>
    <message>
        <source>It leads from https to http, where anybody on the way could read along.</source>
        <translation>它从 https 转到 http，途中任何人都能看到内容。</translation>
    </message>
    <message>
        <source>It came before everything was sent, and leads to %1 without it.</source>
        <translation>重定向在内容发送完之前到来，并指向不会收到这些内容的 %1。</translation>
    </message>
</context>
<context>
    <name>RequestCheck</name>
    <message>
        <source>A header has no name.</source>
        <translation>有一个标头没有名称。</translation>
    </message>
    <message>
        <source>“%1” is no header name. Only letters, digits and !#$%&amp;&apos;*+-.^_`|~ may stand in one.</source>
        <translation>“%1”不能用作标头名。标头名只能包含字母、数字和 !#$%&amp;&apos;*+-.^_`|~。</translation>
    </message>
    <message>
        <source>The value of the header “%1” holds a line break or another control character.</source>
        <translation>标头“%1”的值含有换行符或其他控制字符。</translation>
    </message>
    <message>
        <source>A Referer cannot be set as a header. It follows from the mini-program identity.</source>
        <translation>不能把 Referer 设为标头。它由小程序身份决定。</translation>
    </message>
    <message>
        <source>The header “%1” cannot be set. It follows from the address and from what is sent.</source>
        <translation>不能设置标头“%1”。它由地址和发送的内容决定。</translation>
    </message>
    <message>
        <source>The Content-Type of a form cannot be set, because it names the form&apos;s boundary.</source>
        <translation>不能设置表单的 Content-Type，因为其中写有表单的分隔符。</translation>
    </message>
    <message>
        <source>The header “%1” cannot be set. It is about the connection, which the program manages itself.</source>
        <translation>不能设置标头“%1”。它与连接有关，而连接由程序自行管理。</translation>
    </message>
    <message>
        <source>The user name or the password holds a character that cannot be sent.</source>
        <translation>用户名或密码含有无法发送的字符。</translation>
    </message>
    <message>
        <source>The bearer token holds a character that cannot be sent.</source>
        <translation>Bearer 令牌含有无法发送的字符。</translation>
    </message>
    <message>
        <source>The timeout must be from 1 to 60 seconds.</source>
        <translation>超时时间必须在 1 到 60 秒之间。</translation>
    </message>
    <message>
        <source>The wait for the answer must be from 1 to 3600 seconds.</source>
        <translation>等待答复的时间必须在 1 到 3600 秒之间。</translation>
    </message>
    <message>
        <source>The number of redirects must not be below 0.</source>
        <translation>重定向次数不能小于 0。</translation>
    </message>
    <message>
        <source>The certificates in “%1” cannot be read.</source>
        <translation>无法读取“%1”中的证书。</translation>
    </message>
    <message>
        <source>The app id must be made of letters, digits, “_” and “-”.</source>
        <translation>AppID 只能包含字母、数字、“_”和“-”。</translation>
    </message>
    <message>
        <source>The version of the mini-program must be a number or a word, for example 0 for the development build.</source>
        <translation>小程序的版本必须是数字或单词，例如 0 表示开发版。</translation>
    </message>
    <message>
        <source>The proxy&apos;s address must begin with http, https, socks5 or socks5h.</source>
        <translation>代理地址必须以 http、https、socks5 或 socks5h 开头。</translation>
    </message>
    <message>
        <source>The proxy&apos;s address names no host.</source>
        <translation>代理地址中没有主机。</translation>
    </message>
    <message>
        <source>There is nothing to send. Add a file or a field.</source>
        <translation>没有可发送的内容。添加文件或字段。</translation>
    </message>
    <message>
        <source>%1 cannot carry a file. Use POST or PUT.</source>
        <translation>%1 不能携带文件。使用 POST 或 PUT。</translation>
    </message>
    <message>
        <source>The method is missing. POST is the usual one.</source>
        <translation>缺少方法。通常用 POST。</translation>
    </message>
    <message>
        <source>“%1” is no method. POST is the usual one.</source>
        <translation>“%1”不是有效的方法。通常用 POST。</translation>
    </message>
    <message>
        <source>The method %1 cannot be used for an upload.</source>
        <translation>方法 %1 不能用于上传。</translation>
    </message>
    <message>
        <source>The content type holds a line break or another control character.</source>
        <translation>内容类型含有换行符或其他控制字符。</translation>
    </message>
    <message>
        <source>The field&apos;s name holds a NUL character.</source>
        <translation>字段名含有 NUL 字符。</translation>
    </message>
    <message>
        <source>The name holds a NUL character.</source>
        <translation>名称含有 NUL 字符。</translation>
    </message>
    <message>
        <source>No folder is named.</source>
        <translation>没有指定文件夹。</translation>
    </message>
    <message>
        <source>The folder must be given with its whole path.</source>
        <translation>必须给出文件夹的完整路径。</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>文件夹不存在。</translation>
    </message>
    <message>
        <source>It is not a folder.</source>
        <translation>这不是文件夹。</translation>
    </message>
    <message>
        <source>It is no name for a file.</source>
        <translation>这不是有效的文件名。</translation>
    </message>
    <message>
        <source>The checksum “%1” is not known. Use sha256, sha1, sha512 or md5.</source>
        <translation>不支持校验和“%1”。使用 sha256、sha1、sha512 或 md5。</translation>
    </message>
    <message numerus="yes">
        <source>A checksum of %1 has %n hexadecimal digit(s).</source>
        <translation>
            <numerusform>%1 校验和应有 %n 位十六进制数字。</numerusform>
        </translation>
    </message>
    <message>
        <source>The address holds a line break or another control character.</source>
        <translation>地址含有换行符或其他控制字符。</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>缺少地址。</translation>
    </message>
    <message>
        <source>“%1” is no address. It looks like https://example.com/path.</source>
        <translation>“%1”不是有效的地址。地址形如 https://example.com/path。</translation>
    </message>
    <message>
        <source>“%1” is no address. In front of the “@”, the characters /, ? and # are written as %2F, %3F and %23.</source>
        <translation>“%1”不是地址。“@”前面的 /、? 和 # 要写成 %2F、%3F 和 %23。</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https://.</source>
        <translation>地址必须以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>Addresses with “%1” cannot be used. Use http or https.</source>
        <translation>不能使用“%1”地址。使用 http 或 https。</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>地址中没有主机。</translation>
    </message>
    <message>
        <source>The port 0 cannot be connected to.</source>
        <translation>无法连接端口 0。</translation>
    </message>
    <message>
        <source>This is no address. One looks like https://example.com/path.</source>
        <translation>这不是有效的地址。地址形如 https://example.com/path。</translation>
    </message>
    <message>
        <source>The file has no field name. “file” is the usual one.</source>
        <translation>文件没有字段名。通常用“file”。</translation>
    </message>
</context>
<context>
    <name>RestoredItemText</name>
    <message>
        <source>The file is no longer in the temporary place. Download it again.</source>
        <translation>文件已不在临时位置。请重新下载。</translation>
    </message>
    <message>
        <source>The computer stopped before the file was on the disk, and a part of it is missing. Download it again.</source>
        <translation>电脑停机时文件尚未完全写入磁盘，缺少一部分。请重新下载。</translation>
    </message>
    <message>
        <source>Secrets are not kept when Ferry ends, and this transfer had some: %1. Resume it without them, or add it again.</source>
        <translation>Ferry 退出后不保留机密内容，而这次传输含有：%1。可以不带它们继续，或重新添加。</translation>
    </message>
    <message>
        <source>It was not sent: the list of transfers, “%1”, cannot be written, so that it might be sent twice after a crash. Make room on that disk, and resume it.</source>
        <translation>尚未发送：传输列表“%1”无法写入，崩溃后可能会重复发送。请在该磁盘上腾出空间，然后继续。</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>to %1</source>
        <comment>a server</comment>
        <translation>目的地：%1</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a server</comment>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>for a free place</source>
        <translation>等待空位</translation>
    </message>
    <message>
        <source>for a free place, %1st in line</source>
        <translation>等待空位，排第 %1</translation>
    </message>
    <message>
        <source>for a free place, %1nd in line</source>
        <translation>等待空位，排第 %1</translation>
    </message>
    <message>
        <source>for a free place, %1rd in line</source>
        <translation>等待空位，排第 %1</translation>
    </message>
    <message>
        <source>for a free place, %1th in line</source>
        <translation>等待空位，排第 %1</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <comment>speed, time</comment>
        <translation>%1 · 剩余 %2</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>已发 %1</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a time</comment>
        <translation>已等 %1</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Sent, waiting for the answer</source>
        <translation>已发完，等待答复</translation>
    </message>
    <message>
        <source>Sent, reading the answer</source>
        <translation>已发完，正在接收答复</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a folder</comment>
        <translation>文件夹：%1</translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Held: a web page came</source>
        <translation>已扣住：收到的是网页</translation>
    </message>
    <message>
        <source>not the file that %1 promises</source>
        <translation>不是“%1”应有的内容</translation>
    </message>
    <message>
        <source>Ready to save</source>
        <translation>待保存</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>未能保存：%1</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>a folder</comment>
        <translation>文件夹：%1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>accepted with %1</source>
        <comment>a status code</comment>
        <translation>已接受，状态码 %1</translation>
    </message>
    <message>
        <source>marked as done by you</source>
        <translation>手动标为完成</translation>
    </message>
    <message>
        <source>self-signed</source>
        <translation>自签名</translation>
    </message>
    <message>
        <source>unknown authority</source>
        <translation>颁发机构未知</translation>
    </message>
    <message>
        <source>not made for servers</source>
        <translation>不能用于服务器</translation>
    </message>
    <message>
        <source>only TLS before 1.2</source>
        <translation>只支持 TLS 1.2 之前的版本</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>fault, host or file</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>被拒绝：%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Answer unknown</source>
        <translation>答复未知</translation>
    </message>
    <message>
        <source>all bytes left, no answer came</source>
        <translation>数据已全部发出，没有收到答复</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>by you, after %1</source>
        <translation>手动取消，已传 %1</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>手动取消</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation>百分之 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds left</source>
        <translation>
            <numerusform>剩余 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a spoken row</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Look at the page that came</source>
        <translation>查看收到的网页</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Open the link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Review the certificate</source>
        <translation>查看证书</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Decide what to do</source>
        <translation>选择如何处理</translation>
    </message>
    <message>
        <source>upload to %1</source>
        <translation>上传，目的地：%1</translation>
    </message>
    <message>
        <source>download from %1</source>
        <translation>下载，来源：%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>exact bytes</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>the name and the password were not taken</source>
        <translation>用户名和密码未被接受</translation>
    </message>
    <message>
        <source>the proxy asks for a name and a password</source>
        <translation>代理要求用户名和密码</translation>
    </message>
    <message>
        <source>asks for a name and a password</source>
        <translation>要求用户名和密码</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Sign in with a name and a password</source>
        <translation>用用户名和密码登录</translation>
    </message>
    <message>
        <source>Trying again in %1</source>
        <comment>a countdown</comment>
        <translation>%1 后重试</translation>
    </message>
    <message>
        <source>Trying again now</source>
        <translation>正要重试</translation>
    </message>
    <message>
        <source>try %1 of %2</source>
        <translation>第 %1 次重试，共 %2 次</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>why the last try failed, which try is next</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>bytes kept</source>
        <translation>已收内容保留</translation>
    </message>
    <message>
        <source>%1, starts over</source>
        <comment>to or from where</comment>
        <translation>%1，将从头开始</translation>
    </message>
    <message>
        <source>for the network</source>
        <translation>等待网络</translation>
    </message>
    <message>
        <source>for %1, asked to wait</source>
        <comment>a host</comment>
        <translation>主机 %1 要求等待</translation>
    </message>
    <message>
        <source>goes on in %1</source>
        <comment>a countdown</comment>
        <translation>%1 后继续</translation>
    </message>
    <message>
        <source>for a free place at %1</source>
        <comment>a host</comment>
        <translation>等待主机 %1 的空位</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>Pause, a sentence</comment>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Resume, from the start</source>
        <translation>继续，从头开始</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>host or file, what is wrong with it</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>by you, after all bytes had left</source>
        <translation>由你取消，数据已全部发出</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <comment>what it waits for, what the last try came to</comment>
        <translation>%1；%2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>a file, how many other files</comment>
        <translation>
            <numerusform>%1 和另外 %Ln 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaveFile</name>
    <message>
        <source>Its size changed while it was copied.</source>
        <translation>复制过程中文件大小发生了变化。</translation>
    </message>
    <message>
        <source>The copy differs from the file.</source>
        <translation>副本与原文件不一致。</translation>
    </message>
    <message>
        <source>It is no name for a file.</source>
        <translation>这不是有效的文件名。</translation>
    </message>
    <message>
        <source>It is not a folder.</source>
        <translation>这不是文件夹。</translation>
    </message>
    <message>
        <source>It is not a regular file.</source>
        <translation>这不是普通文件。</translation>
    </message>
</context>
<context>
    <name>SecretWords</name>
    <message>
        <source>“%1”</source>
        <comment>a name in a list</comment>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between two names of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 is a secret. Its value is not kept: Ferry asks for it each time.</source>
        <translation>%1 是机密。它的值不会保存：每次都会询问。</translation>
    </message>
    <message>
        <source>%1 are secrets. Their values are not kept: Ferry asks for them each time.</source>
        <translation>%1 是机密。它们的值不会保存：每次都会询问。</translation>
    </message>
    <message>
        <source>%1 is a secret and is not kept. Write its value into the address.</source>
        <translation>%1 是机密，不会保存。请在地址中填写它的值。</translation>
    </message>
    <message>
        <source>%1 are secrets and are not kept. Write their values into the address.</source>
        <translation>%1 是机密，不会保存。请在地址中填写它们的值。</translation>
    </message>
    <message>
        <source>“%1” is a secret and was not kept. Write its value, or remove it.</source>
        <translation>“%1”是机密，未保存。请填写其值，或将其移除。</translation>
    </message>
    <message>
        <source>The name and the password before the host are not kept: write them into the address each time.</source>
        <translation>主机前的用户名和密码不会保存：每次使用时请写入地址。</translation>
    </message>
    <message>
        <source>The name and the password before the host are not kept, and neither are the values of secrets: %1.</source>
        <translation>主机前的用户名和密码不会保存，机密的值也不会：%1。</translation>
    </message>
</context>
<context>
    <name>TerminalText</name>
    <message>
        <source>There is no file “%1”. The commands are upload, download and serve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ferry is not installed whole, and its window cannot be opened: %1. The commands upload, download and serve work without it.</source>
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
        <source>--tls-cert needs a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--tls-key needs a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--tls-key goes with --tls-cert.</source>
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
        <source>The server says: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the same command again to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running it again starts over: the server cannot prove that the file is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server asks to come again in %1.</source>
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
        <translation type="unfinished">剩余 %1</translation>
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
        <translation type="unfinished">无法读取“%1”中的证书。</translation>
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
        <translation type="unfinished">%1/s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished">%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished">%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished">%1 小时 %2 分</translation>
    </message>
    <message>
        <source>The server answered %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished">%1：%2. {1:?}</translation>
    </message>
    <message>
        <source>waiting for the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying again in %1 (%2 of %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A window is open already. It takes at most %1 of names and addresses at a time, and these are more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A window is open already, but it does not answer. End that program, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argument %1 is not UTF-8, and Ferry takes no other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the file “%1” is not UTF-8, and Ferry takes no other. Rename the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-o takes one path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a name with -u NAME, which asks for the password, or a token with --oauth2-bearer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a file, and the address comes first: ferry upload URL FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-d takes one directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A command comes first, and its options behind it: ferry %1 [OPTIONS].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is the right one: --cacert FILE trusts the roots in FILE; -k takes any certificate, for one run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-k takes any certificate, for one run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--answer-timeout SECONDS waits longer for the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it had been sent, and the server may have taken it.</source>
        <translation type="unfinished">数据已全部发出，服务器可能已经收下。</translation>
    </message>
    <message>
        <source>The SHA-256 fingerprint of its certificate is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a file. Ferry saves files and prints their paths; into a pipe: cat &quot;$(ferry download --temp URL)&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No directory can be made in the temporary place. TMPDIR in the environment, or --profile-dir, names another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redirects are followed without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any status but 2xx ends with exit status 1 without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-q leaves out all but results and errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--json tells the headers of the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a list of addresses write “xargs ferry download &lt; FILE”; --json tells the headers of the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--timeout bounds the time without a byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write -H &apos;User-Agent: NAME&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write -H &apos;Cookie: NAME=VALUE&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Referer follows from --appid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-o PATH names the file; without it, it gets the server&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same command, run again, goes on where the last one broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-d DIR is where files go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--segments N is how many connections a file gets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-F sends a field of a form, -T a file as the whole body.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs to %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation type="unfinished">“%1”</translation>
    </message>
    <message>
        <source>“%1” and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, after %2 tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 It was tried %2 times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is cut: no more than its first %1 were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploaded: %1, %2, %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloaded: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held: an HTML page came in place of %1. It lies in %2; --any-type saves such an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server told no length for %1, so nobody can say whether all of it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sent %1 coded as %2, and it was kept as it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--profile-dir “%1” is not a directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address %1 of %2 cannot be used. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard input cannot be sent, only regular files. Save it to a file first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: SSLKEYLOGFILE is set. The keys of this run&apos;s connections are written to “%1”, and whoever has them can read all that goes over the wire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: “%1:” has no value and is left out; what Ferry sends by itself stays. Write “%1;” to send it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation type="unfinished">1 字节</translation>
    </message>
    <message>
        <source>-T sends one file as the whole body, which has no form: --name and --together say nothing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be opened: Ferry takes files, and addresses with http or https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The working directory is gone. Name a directory with -d.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was fetched before (%1) is kept in a hidden file beside the target. Once the server gives the file, the same command goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name and the password were not taken.</source>
        <translation>用户名和密码未被接受。</translation>
    </message>
    <message>
        <source>The Authorization header was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is a file, not a directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No directory can be made there. TMPDIR in the environment, or --profile-dir, names another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--profile-dir “%1” does not exist, and nothing can be made in “%2”. Name another directory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An HTML page came in place of the file, and was to be kept there. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Sending stopped after %1.</source>
        <translation>发到 %1 时停止。</translation>
    </message>
    <message>
        <source>The server asks to come again at %1.</source>
        <comment>a time of day</comment>
        <translation>服务器要求 %1 之后再试。</translation>
    </message>
    <message>
        <source>Refused by the server: %1</source>
        <translation>服务器拒绝：%1</translation>
    </message>
    <message>
        <source>Accepted with %1</source>
        <translation>已接受：%1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>The answer names no link to the file.</source>
        <translation>答复中没有文件的链接。</translation>
    </message>
    <message>
        <source>The server told no length to compare with.</source>
        <translation>服务器没有告知长度，无法核对。</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>It lies in %1.</source>
        <translation>文件位于 %1。</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未能保存</translation>
    </message>
    <message>
        <source>Held: a web page came</source>
        <translation>已扣住：收到的是网页</translation>
    </message>
    <message>
        <source>It is not the file that the name %1 promises. Often it is a page to sign in.</source>
        <translation>内容与文件名“%1”不符，往往是登录页面。</translation>
    </message>
    <message>
        <source>Ready to save</source>
        <translation>待保存</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>state, to or from where</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Answer unknown</source>
        <translation>答复未知</translation>
    </message>
    <message>
        <source>Everything was sent, but no answer came.</source>
        <translation>数据已全部发出，但没有收到答复。</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>It ended after %1.</source>
        <translation>已传 %1。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何数据。</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Part sent</source>
        <translation>未发完</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发完</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无答复</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚无答复</translation>
    </message>
    <message>
        <source>No link</source>
        <translation>无链接</translation>
    </message>
    <message>
        <source>Link found</source>
        <translation>已找到链接</translation>
    </message>
    <message>
        <source>The name and the password were not taken.</source>
        <translation>用户名和密码未被接受。</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password.</source>
        <translation>代理要求用户名和密码。</translation>
    </message>
    <message>
        <source>The server asks for a name and a password.</source>
        <translation>服务器要求用户名和密码。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a size as a sentence</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>It is in a temporary place. Save it to keep it.</source>
        <translation>它在临时位置。保存后才会保留。</translation>
    </message>
    <message>
        <source>%1 are kept.</source>
        <comment>a size</comment>
        <translation>已保留 %1。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state, why</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>All of it had been sent, and the server may have taken it.</source>
        <translation>数据已全部发出，服务器可能已经收下。</translation>
    </message>
    <message>
        <source>Nothing had come.</source>
        <translation>没有收到任何内容。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>to or from where, as a sentence</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>Redirected by %1: this answer is to a GET of %2, and the upload went to %3.</source>
        <comment>a status, addresses</comment>
        <translation>%1 重定向：此答复来自对 %2 的 GET 请求，上传的内容则发到了 %3。</translation>
    </message>
    <message>
        <source>Marked as done by you</source>
        <translation>已手动标为完成</translation>
    </message>
    <message>
        <source>No answer came.</source>
        <translation>没有收到答复。</translation>
    </message>
    <message>
        <source>Not yet</source>
        <comment>a link</comment>
        <translation>尚无链接</translation>
    </message>
</context>
<context>
    <name>Wait</name>
    <message>
        <source>the server answered %1</source>
        <comment>a status</comment>
        <translation>服务器答复 %1</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>no byte came in time</source>
        <translation>超时未收到数据</translation>
    </message>
    <message>
        <source>It cannot be resumed, since the server sends files only whole. After a pause it starts over.</source>
        <translation>无法续传，因为服务器只发送完整文件。暂停后将从头开始。</translation>
    </message>
    <message>
        <source>It cannot be resumed, since nothing from the server tells whether the file is still the same. After a pause it starts over.</source>
        <translation>无法续传，因为服务器没有说明文件是否仍是同一个。暂停后将从头开始。</translation>
    </message>
    <message>
        <source>It cannot be resumed, since the server does not tell how long it is. After a pause it starts over.</source>
        <translation>无法续传，因为服务器没有说明文件长度。暂停后将从头开始。</translation>
    </message>
    <message>
        <source>An upload cannot be resumed. After a pause it starts over.</source>
        <translation>上传无法续传。暂停后将从头开始。</translation>
    </message>
    <message>
        <source>the list of transfers cannot be written</source>
        <translation>传输列表无法写入</translation>
    </message>
    <message>
        <source>secret not kept: %1</source>
        <comment>a field&apos;s name</comment>
        <translation>未保留的机密：%1</translation>
    </message>
</context>
<context>
    <name>WireError</name>
    <message>
        <source>Its header did not end in time.</source>
        <translation>它的标头没有及时结束。</translation>
    </message>
    <message>
        <source>It took the connection and then said nothing.</source>
        <translation>它接受了连接，之后没有任何回应。</translation>
    </message>
    <message>
        <source>Too many files are open on this computer to begin a connection. Allow the program more, or do less at once.</source>
        <translation>这台电脑上打开的文件太多，无法开始连接。请允许程序打开更多文件，或减少同时进行的传输。</translation>
    </message>
</context>
<context>
    <name>WireText</name>
    <message>
        <source>The connection was closed in the middle of the answer&apos;s header.</source>
        <translation>答复的标头尚未收完，连接就被关闭了。</translation>
    </message>
    <message>
        <source>The connection was cut, and the answer may not be whole.</source>
        <translation>连接被切断，答复可能不完整。</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password.</source>
        <translation>代理要求用户名和密码。</translation>
    </message>
    <message>
        <source>The bytes could not be written.</source>
        <translation>数据无法写入。</translation>
    </message>
    <message>
        <source>The body to send is gone.</source>
        <translation>要发送的正文已不存在。</translation>
    </message>
    <message>
        <source>%1 in the environment names it.</source>
        <translation>它由环境变量 %1 指定。</translation>
    </message>
    <message>
        <source>It seems to speak plain http at this port.</source>
        <translation>它在这个端口上似乎用的是不加密的 http。</translation>
    </message>
    <message>
        <source>The header %1 cannot be sent.</source>
        <translation>标头 %1 无法发送。</translation>
    </message>
    <message>
        <source>Transfer-Encoding cannot be set by hand.</source>
        <translation>不能手动设置 Transfer-Encoding。</translation>
    </message>
    <message>
        <source>The address of the proxy cannot be used.</source>
        <translation>代理的地址无法使用。</translation>
    </message>
    <message>
        <source>The name and the password for the proxy cannot be sent.</source>
        <translation>代理的用户名或密码无法发送。</translation>
    </message>
    <message>
        <source>The body to send is not open for reading.</source>
        <translation>要发送的正文无法读取。</translation>
    </message>
    <message>
        <source>A body whose length is not known cannot be sent.</source>
        <translation>长度未知的正文无法发送。</translation>
    </message>
    <message>
        <source>The body to send ends before it begins.</source>
        <translation>要发送的正文还没开始就已结束。</translation>
    </message>
    <message>
        <source>The address has no host.</source>
        <translation>地址中没有主机。</translation>
    </message>
    <message>
        <source>The method is not a word of HTTP.</source>
        <translation>方法名不符合 HTTP 规范。</translation>
    </message>
    <message>
        <source>The trailer after the body is too long.</source>
        <translation>正文之后的标头过长。</translation>
    </message>
    <message>
        <source>The header of the answer is larger than 256 KiB.</source>
        <translation>答复的标头超过 256 KiB。</translation>
    </message>
    <message>
        <source>The header of the answer has more than 200 lines.</source>
        <translation>答复的标头超过 200 行。</translation>
    </message>
    <message>
        <source>The answer does not begin with a status line of HTTP.</source>
        <translation>答复没有以 HTTP 状态行开头。</translation>
    </message>
    <message>
        <source>The header of the answer begins with white space.</source>
        <translation>答复的标头以空白字符开头。</translation>
    </message>
    <message>
        <source>The length of the answer is folded over two lines.</source>
        <translation>答复的长度被折成了两行。</translation>
    </message>
    <message>
        <source>A line in the header of the answer has a blank before its colon.</source>
        <translation>答复的标头中有一行在冒号前有空白。</translation>
    </message>
    <message>
        <source>The Content-Length of the answer is not a length, or there are two that differ.</source>
        <translation>答复的 Content-Length 不是有效的长度，或有两个不同的值。</translation>
    </message>
    <message>
        <source>The Transfer-Encoding of the answer is not one that Ferry reads.</source>
        <translation>Ferry 无法读取答复所用的 Transfer-Encoding。</translation>
    </message>
    <message>
        <source>The server switches to a protocol that was not asked for.</source>
        <translation>服务器切换到了没有请求的协议。</translation>
    </message>
    <message>
        <source>More than 100 interim answers came.</source>
        <translation>收到的临时答复超过 100 个。</translation>
    </message>
    <message>
        <source>The connection was closed, and nothing is sent twice.</source>
        <translation>连接已关闭，为避免重复，没有再次发送。</translation>
    </message>
    <message>
        <source>The connection broke before everything that was sent had arrived.</source>
        <translation>发出的数据尚未全部到达，连接就中断了。</translation>
    </message>
    <message>
        <source>It refuses connections at this port.</source>
        <translation>它在这个端口上拒绝连接。</translation>
    </message>
    <message>
        <source>It cannot be reached from this network.</source>
        <translation>从当前网络无法到达。</translation>
    </message>
    <message>
        <source>The other side did not answer.</source>
        <translation>对方没有答复。</translation>
    </message>
    <message>
        <source>The other side reset it.</source>
        <translation>对方重置了连接。</translation>
    </message>
    <message>
        <source>The other side closed it.</source>
        <translation>对方关闭了连接。</translation>
    </message>
    <message>
        <source>The proxy answered %1.</source>
        <translation>代理的答复是 %1。</translation>
    </message>
    <message>
        <source>It was closed without an answer.</source>
        <translation>连接已关闭，没有收到答复。</translation>
    </message>
    <message>
        <source>It was closed before the answer was whole.</source>
        <translation>答复尚未收完，连接就被关闭了。</translation>
    </message>
    <message>
        <source>Its chunks cannot be read.</source>
        <translation>答复的分块无法读取。</translation>
    </message>
    <message>
        <source>The header of the answer has a line that is too long.</source>
        <translation>答复的标头中有一行过长。</translation>
    </message>
    <message>
        <source>It wants a certificate of the client, which Ferry does not have.</source>
        <translation>它要求客户端证书，而 Ferry 没有。</translation>
    </message>
    <message>
        <source>The server answered %1 and closed before everything was sent, so that not all has arrived.</source>
        <translation>数据尚未发完，服务器就已答复 %1 并关闭连接，因此数据没有全部到达。</translation>
    </message>
    <message>
        <source>The certificates in “%1” cannot be read. SSL_CERT_FILE in the environment names that file.</source>
        <translation>无法读取“%1”中的证书。该文件由环境变量 SSL_CERT_FILE 指定。</translation>
    </message>
    <message>
        <source>The name and the password were not taken.</source>
        <translation>用户名和密码未被接受。</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password, or for another way to sign in.</source>
        <translation>代理要求用户名和密码，或其他登录方式。</translation>
    </message>
    <message>
        <source>It does not speak SOCKS5 at this port.</source>
        <translation>它在这个端口上用的不是 SOCKS5。</translation>
    </message>
    <message>
        <source>The proxy made no connection to the server.</source>
        <translation>代理没有连上服务器。</translation>
    </message>
    <message>
        <source>There is no address for the proxy, or none for the server.</source>
        <translation>找不到代理或服务器的地址。</translation>
    </message>
    <message>
        <source>The header of the answer has a line that cannot be read.</source>
        <translation>答复的标头中有一行无法读取。</translation>
    </message>
</context>
<context>
    <name>ferry::CurlReply</name>
    <message>
        <source>The request could not be started.</source>
        <translation>无法开始请求。</translation>
    </message>
    <message>
        <source>Operation canceled</source>
        <translation>操作已取消</translation>
    </message>
    <message>
        <source>Error transferring %1 - server replied: %2</source>
        <translation>传输 %1 出错，服务器答复：%2</translation>
    </message>
</context>
<context>
    <name>ferry::FrozenFile</name>
    <message>
        <source>It is a folder, and only files can be sent.</source>
        <translation>这是文件夹，只能发送文件。</translation>
    </message>
    <message>
        <source>It is a named pipe, and only regular files can be sent.</source>
        <translation>这是命名管道，只能发送普通文件。</translation>
    </message>
    <message>
        <source>It is a socket, and only regular files can be sent.</source>
        <translation>这是套接字，只能发送普通文件。</translation>
    </message>
    <message>
        <source>It is a device, and only regular files can be sent.</source>
        <translation>这是设备，只能发送普通文件。</translation>
    </message>
    <message>
        <source>No file is named.</source>
        <translation>没有指定文件。</translation>
    </message>
    <message>
        <source>The name holds a character that no file name can have.</source>
        <translation>名称含有文件名不能使用的字符。</translation>
    </message>
    <message>
        <source>It has bytes, but says that it has none, so that nobody knows how many to send. Copy it to another file, and send that one.</source>
        <translation>它有内容，却声称大小为 0，因此无法得知要发送多少字节。请先把它复制到另一个文件，再发送那个文件。</translation>
    </message>
    <message>
        <source>It was removed while it was sent.</source>
        <translation>发送过程中文件被删除。</translation>
    </message>
    <message>
        <source>It was replaced by another file while it was sent.</source>
        <translation>发送过程中文件被替换成了另一个。</translation>
    </message>
    <message>
        <source>It became shorter while it was sent.</source>
        <translation>发送过程中文件变短了。</translation>
    </message>
    <message>
        <source>It became longer while it was sent.</source>
        <translation>发送过程中文件变长了。</translation>
    </message>
    <message>
        <source>It was changed while it was sent.</source>
        <translation>发送过程中文件被修改。</translation>
    </message>
</context>
<context>
    <name>ferry::devserver::DevServer</name>
    <message>
        <source>The developer server found no free port on this machine.</source>
        <translation>开发服务器在本机上找不到空闲端口。</translation>
    </message>
    <message>
        <source>Port %1 is taken by another program. Choose another one for the developer server.</source>
        <translation>端口 %1 已被另一个程序占用。为开发服务器换一个端口。</translation>
    </message>
    <message>
        <source>The developer server cannot write to “%1”: %2. Choose another folder for it.</source>
        <translation>开发服务器无法写入“%1”：%2。为它换一个文件夹。</translation>
    </message>
    <message>
        <source>Port %1 is not for ordinary users. Choose one from 1024 on for the developer server.</source>
        <translation>普通用户不能使用端口 %1。请为开发服务器选择 1024 及以上的端口。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::AboutDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>About Ferry</source>
        <translation>关于 Ferry</translation>
    </message>
    <message>
        <source>Uploads and downloads by HTTP, in one queue. Free software under the MIT licence.</source>
        <translation>在一个队列中通过 HTTP 上传和下载。自由软件，采用 MIT 许可证。</translation>
    </message>
    <message>
        <source>It runs with:</source>
        <translation>使用的库：</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ferry::ui::AnswerPage</name>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Copy the headers</source>
        <translation>复制标头</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The headers were copied.</source>
        <translation>标头已复制。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::BodyView</name>
    <message>
        <source>Copy the body</source>
        <translation>复制正文</translation>
    </message>
    <message>
        <source>Save the body…</source>
        <translation>保存正文…</translation>
    </message>
    <message>
        <source>Save the whole body…</source>
        <translation>保存完整正文…</translation>
    </message>
    <message>
        <source>Only the beginning is shown.</source>
        <translation>只显示开头部分。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>kind of body, size</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Picture, %1 by %2 pixels</source>
        <translation>图片，%1 × %2 像素</translation>
    </message>
    <message>
        <source>There is no body.</source>
        <translation>没有正文。</translation>
    </message>
    <message>
        <source>This cannot be shown here. Save it to look at it.</source>
        <translation>这里无法显示。保存后再查看。</translation>
    </message>
    <message>
        <source>The beginning of the body was copied.</source>
        <translation>正文的开头部分已复制。</translation>
    </message>
    <message>
        <source>The body was copied.</source>
        <translation>正文已复制。</translation>
    </message>
    <message>
        <source>Save the body</source>
        <translation>保存正文</translation>
    </message>
    <message>
        <source>The body was saved as %1.</source>
        <translation>正文已保存为“%1”。</translation>
    </message>
    <message>
        <source>The body was not saved as %1. %2. Choose another place.</source>
        <translation>正文未能保存为“%1”。%2。换一个位置。</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 were kept.</source>
        <translation>只保留了 %2 中的前 %1。</translation>
    </message>
    <message>
        <source>Save the first %1…</source>
        <translation>保存前 %1…</translation>
    </message>
    <message>
        <source>The first %1 of %2 of the body were saved as %3.</source>
        <translation>正文共 %2，其中前 %1 已另存为 %3。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::CertificateChain</name>
    <message>
        <source>not named</source>
        <translation>未署名</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy 年 M 月 d 日</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>dates</comment>
        <translation>%1至 %2</translation>
    </message>
    <message>
        <source>Issued by itself</source>
        <translation>由自己颁发</translation>
    </message>
    <message>
        <source>Issued by %1</source>
        <translation>颁发者：%1</translation>
    </message>
    <message>
        <source>Valid %1</source>
        <comment>dates</comment>
        <translation>有效期：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n certificate(s), the server&apos;s own first</source>
        <translation>
            <numerusform>%n 个证书，服务器自己的在前</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::CertificateDialog</name>
    <message>
        <source>It is self-signed: no authority known here vouches for it.</source>
        <translation>证书是自签名的：没有已知的颁发机构为它担保。</translation>
    </message>
    <message>
        <source>The authority that made it is not known here.</source>
        <translation>颁发此证书的机构未知。</translation>
    </message>
    <message>
        <source>It has expired.</source>
        <translation>证书已过期。</translation>
    </message>
    <message>
        <source>It is not valid yet. Check the clock of this computer.</source>
        <translation>证书尚未生效。检查本机的时间。</translation>
    </message>
    <message>
        <source>It was made for another name.</source>
        <translation>证书属于另一个名称。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted</source>
        <translation>%1 的证书不受信任</translation>
    </message>
    <message>
        <source>Host and port</source>
        <translation>主机和端口</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>颁发给</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>%1 (itself)</source>
        <translation>%1（自签名）</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint</source>
        <translation>SHA-256 指纹</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>复制指纹</translation>
    </message>
    <message>
        <source>Trust and retry</source>
        <translation>信任并重试</translation>
    </message>
    <message>
        <source>Do not trust</source>
        <translation>不信任</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Chain, the server&apos;s own certificate first</source>
        <translation>证书链，服务器自己的证书在前</translation>
    </message>
    <message>
        <source>Compare the fingerprint with one that the owner of the server gives you. An exception holds for exactly this certificate on this host and port; if it changes, Ferry refuses again.</source>
        <translation>请把指纹与服务器主人告诉您的对照。例外只对这台主机、这个端口上的这一个证书有效；证书一变，Ferry 就会再次拒绝。</translation>
    </message>
    <message>
        <source>Until Ferry quits</source>
        <translation>直到 Ferry 退出</translation>
    </message>
    <message>
        <source>Until I remove it in Settings, Trust</source>
        <translation>直到我在“设置”的“信任”中移除</translation>
    </message>
    <message numerus="yes">
        <source>Trust and retry %n items</source>
        <translation>
            <numerusform>信任并重试 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何数据。</translation>
    </message>
    <message>
        <source>no host</source>
        <translation>未指定任何主机</translation>
    </message>
</context>
<context>
    <name>ferry::ui::ChecksumField</name>
    <message>
        <source>Compare with ADDRESS.sha256, where the server has one</source>
        <translation>若服务器提供，则与“地址.sha256”比对</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>SHA-256, SHA-1, SHA-512 or MD5</source>
        <translation>SHA-256、SHA-1、SHA-512 或 MD5</translation>
    </message>
    <message>
        <source>A checksum is that of one file, and here are several.</source>
        <translation>校验和只属于一个文件，而这里有多个。</translation>
    </message>
    <message>
        <source>This is no checksum. Paste all its digits: 64 for SHA-256, 40 for SHA-1, 128 for SHA-512, 32 for MD5.</source>
        <translation>这不是校验和。请粘贴全部数字：SHA-256 为 64 位，SHA-1 为 40 位，SHA-512 为 128 位，MD5 为 32 位。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::CompareDialog</name>
    <message>
        <source>Compare a checksum</source>
        <translation>比对校验和</translation>
    </message>
    <message>
        <source>Paste the checksum that its maker names: SHA-256, SHA-1, SHA-512 or MD5. A whole line of a list will do.</source>
        <translation>粘贴发布者给出的校验和：SHA-256、SHA-1、SHA-512 或 MD5。清单中的整行也可以。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Nothing to compare with yet.</source>
        <translation>尚无可比对的校验和。</translation>
    </message>
    <message>
        <source>There is no checksum in this.</source>
        <translation>其中没有校验和。</translation>
    </message>
    <message>
        <source>It has 64 digits for SHA-256, 40 for SHA-1, 128 for SHA-512, 32 for MD5.</source>
        <translation>SHA-256 为 64 位，SHA-1 为 40 位，SHA-512 为 128 位，MD5 为 32 位。</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>无法读取该文件。</translation>
    </message>
    <message>
        <source>This computer does not compute %1.</source>
        <translation>本机无法计算 %1。</translation>
    </message>
    <message>
        <source>It matches: the %1 is the same.</source>
        <translation>一致：%1 相同。</translation>
    </message>
    <message>
        <source>It does not match. Do not use the file.</source>
        <translation>不一致。请勿使用该文件。</translation>
    </message>
    <message>
        <source>Its %1 is %2.</source>
        <translation>它的 %1 是 %2。</translation>
    </message>
    <message>
        <source>Is “%1” what it should be?</source>
        <translation>文件是否无误：“%1”</translation>
    </message>
</context>
<context>
    <name>ferry::ui::CourseView</name>
    <message>
        <source>Attempts before</source>
        <translation>之前的尝试</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::DeliveryField</name>
    <message>
        <source>Sending twice does no harm</source>
        <translation>重复发送无害</translation>
    </message>
    <message>
        <source>Idempotency-Key with every upload</source>
        <translation>每次上传带 Idempotency-Key</translation>
    </message>
    <message>
        <source>Content-Digest with every upload</source>
        <translation>每次上传带 Content-Digest</translation>
    </message>
    <message>
        <source>An upload whose answer never came is then tried again by itself.</source>
        <translation>没有收到答复的上传会自动重试。</translation>
    </message>
    <message>
        <source>Each upload and its repetitions carry the same key, by which a server that knows such keys takes the upload once. It is then tried again by itself.</source>
        <translation>一次上传及其重试带同一个键，认识此键的服务器只接收一次。失败后会自动重试。</translation>
    </message>
    <message>
        <source>With the SHA-256 of the body the server can check what arrived. Each file is read twice for it.</source>
        <translation>服务器可凭正文的 SHA-256 核对收到的内容。为此每个文件会读取两遍。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DestinationEditor</name>
    <message>
        <source>Add a destination</source>
        <translation>添加目的地</translation>
    </message>
    <message>
        <source>Change the destination</source>
        <translation>修改目的地</translation>
    </message>
    <message>
        <source>Keep the destination</source>
        <translation>保存目的地</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Form fields</source>
        <translation>表单字段</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>“%1” holds a secret, and secrets are not kept. Remove it, and write it when you upload.</source>
        <translation>“%1”含有机密，机密不会保存。把它移除，上传时再填写。</translation>
    </message>
    <message>
        <source>The destination has no name.</source>
        <translation>目的地没有名称。</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 个问题</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Field name</source>
        <translation>字段名</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>Another destination has this name. Write another one.</source>
        <translation>另一个目的地已用此名称。请换一个名称。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DestinationNameDialog</name>
    <message>
        <source>Save as destination</source>
        <translation>存为目的地</translation>
    </message>
    <message>
        <source>It stands in the sidebar then, and files can be dropped on it. Secrets are not kept with it.</source>
        <translation>之后它会出现在侧边栏中，可以把文件拖到上面。机密不会一起保存。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Save %1 as a destination</source>
        <comment>a host</comment>
        <translation>存为目的地：%1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Another destination has this name, at %1. Write another name, or replace it.</source>
        <comment>a host</comment>
        <translation>已有同名的目的地：%1。请换一个名称，或替换它。</translation>
    </message>
    <message>
        <source>Replace “%1”</source>
        <translation>替换“%1”</translation>
    </message>
    <message>
        <source>Save the destination</source>
        <translation>保存目的地</translation>
    </message>
    <message>
        <source>The destination has no name.</source>
        <translation>目的地没有名称。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DestinationsPage</name>
    <message>
        <source>Destinations</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Servers with a name, to drop files on. Secrets are not kept with them.</source>
        <translation>有名称的服务器，可以把文件拖到上面。机密不会一起保存。</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>上移（Alt+Up）</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>下移（Alt+Down）</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>name, host</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>已移除“%1”。</translation>
    </message>
    <message>
        <source>No destination yet. A destination is a server that you upload to again and again: it stands in the sidebar, and files can be dropped on it. Choose Add… to name one, or keep one from the menu beside the address of an upload.</source>
        <translation>还没有目的地。目的地是经常上传的服务器：它显示在侧边栏中，可以把文件拖到它上面。选择“添加…”新建一个，或在上传时从地址旁的菜单保存一个。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DetailsPanel</name>
    <message>
        <source>Upload to %1</source>
        <translation>上传，目的地：%1</translation>
    </message>
    <message>
        <source>Download from %1</source>
        <translation>下载，来源：%1</translation>
    </message>
    <message>
        <source>Upload to %1, %2</source>
        <comment>a server, a time</comment>
        <translation>上传，目的地：%1，%2</translation>
    </message>
    <message>
        <source>Download from %1, %2</source>
        <comment>a server, a time</comment>
        <translation>下载，来源：%1，%2</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回（Esc）</translation>
    </message>
    <message>
        <source>Close the details (Esc)</source>
        <translation>关闭详情（Esc）</translation>
    </message>
    <message>
        <source>Choose an item to see its answer.</source>
        <translation>选择一个项目，查看它的答复。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>The link was copied.</source>
        <translation>链接已复制。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DevServerPage</name>
    <message>
        <source>Developer server</source>
        <translation>开发服务器</translation>
    </message>
    <message>
        <source>A small server within Ferry to try uploads and downloads against. It listens on this computer alone.</source>
        <translation>Ferry 自带的小型服务器，用来试验上传和下载。它只在本机上监听。</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>It does not run.</source>
        <translation>未运行。</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Port %1, its usual one, is in use by another program. Links from earlier do not lead here.</source>
        <translation>常用端口 %1 正被其他程序占用。以前的链接不会指向这里。</translation>
    </message>
    <message>
        <source>What is uploaded to it lies there, and can be downloaded from it. The folder is a new one each time the server starts, and is deleted with all that is in it when the server stops or Ferry quits.</source>
        <translation>上传给它的文件放在这里，也可以从它下载。服务器每次启动都使用新的文件夹；服务器停止或 Ferry 退出时，该文件夹及其中所有内容都会被删除。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DiscardDialog</name>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Discard what you have entered?</source>
        <translation>丢弃已输入的内容？</translation>
    </message>
    <message>
        <source>It is kept nowhere else.</source>
        <translation>这些内容没有保存在别处。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DownloadSheet</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Links, one a line</source>
        <translation>链接，每行一个</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>识别结果</translation>
    </message>
    <message>
        <source>One link a line, with http or https.</source>
        <translation>每行一个 http 或 https 链接。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>When ready</source>
        <translation>完成后</translation>
    </message>
    <message>
        <source>Add a header…</source>
        <translation>添加标头…</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Name comes with the answer</source>
        <translation>文件名由答复给出</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Download 1 file</source>
        <translation>下载 1 个文件</translation>
    </message>
    <message numerus="yes">
        <source>Download %n files</source>
        <translation>
            <numerusform>下载 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>1 problem: headers</source>
        <translation>1 个问题：标头</translation>
    </message>
    <message>
        <source>1 problem: folder</source>
        <translation>1 个问题：文件夹</translation>
    </message>
    <message>
        <source>%1 of %2 links left out</source>
        <translation>%2 个链接中略过 %1 个</translation>
    </message>
    <message>
        <source>1 problem: links</source>
        <translation>1 个问题：链接</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>There is no link to fetch. Write one a line.</source>
        <translation>没有可下载的链接。每行写一个。</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Keep it temporary and let me save it</source>
        <translation>先存为临时文件，由我保存</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>1 problem: checksum</source>
        <translation>1 个问题：校验和</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>1 problem: identity</source>
        <translation>1 个问题：身份</translation>
    </message>
</context>
<context>
    <name>ferry::ui::DropVeil</name>
    <message>
        <source>What dropping here does</source>
        <translation>拖放到此处的作用</translation>
    </message>
    <message>
        <source>This cannot be dropped here</source>
        <translation>不能拖放到这里</translation>
    </message>
    <message numerus="yes">
        <source>Download %n link(s)</source>
        <translation>
            <numerusform>下载 %n 个链接</numerusform>
        </translation>
    </message>
    <message>
        <source>Upload a picture</source>
        <translation>上传图片</translation>
    </message>
    <message>
        <source>Upload a picture to %1</source>
        <translation>上传图片，目的地：%1</translation>
    </message>
    <message numerus="yes">
        <source>Upload %n folder(s)</source>
        <translation>
            <numerusform>上传 %n 个文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n folder(s) to %1</source>
        <translation>
            <numerusform>上传 %n 个文件夹，目的地：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) and folder(s)</source>
        <translation>
            <numerusform>上传 %n 个文件和文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) and folder(s) to %1</source>
        <translation>
            <numerusform>上传 %n 个文件和文件夹，目的地：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s)</source>
        <translation>
            <numerusform>上传 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) to %1</source>
        <translation>
            <numerusform>上传 %n 个文件，目的地：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Each is kept as temporary until you save it</source>
        <translation>保存之前都是临时文件</translation>
    </message>
    <message>
        <source>The next step asks where to</source>
        <translation>下一步选择目的地</translation>
    </message>
    <message numerus="yes">
        <source>and %n more, %1 in all</source>
        <translation>
            <numerusform>另有 %n 个，共 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>Ferry will ask first before it adds the files of a folder.</source>
        <translation>添加文件夹中的文件之前，Ferry 会先询问。</translation>
    </message>
    <message>
        <source>Nothing is fetched until you say so in the next step.</source>
        <translation>下一步确认之前，不会下载任何内容。</translation>
    </message>
    <message>
        <source>Nothing is sent until you say so in the next step.</source>
        <translation>下一步确认之前，不会发送任何内容。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::EmptyPage</name>
    <message>
        <source>Drop files to upload, or a link to download</source>
        <translation>拖入文件即可上传，拖入链接即可下载</translation>
    </message>
    <message>
        <source>Ctrl+V works too, with files, images and links</source>
        <translation>也可以按 Ctrl+V 粘贴文件、图片或链接</translation>
    </message>
    <message>
        <source>Upload files…</source>
        <translation>上传文件…</translation>
    </message>
    <message>
        <source>Download a link…</source>
        <translation>下载链接…</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>No item matches “%1”.</source>
        <translation>没有与“%1”匹配的项目。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileListModel</name>
    <message>
        <source>%1, was %2</source>
        <comment>the size of a compressed picture</comment>
        <translation>%1，原为 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>file name, size</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <comment>path, exact size</comment>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>%1, sent as it is, with its description</source>
        <comment>the size of a picture that cannot be compressed</comment>
        <translation>%1，按原样发送，包含其附带信息</translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileListView</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Drop files here, or add them below.</source>
        <translation>把文件拖到这里，或用下方按钮添加。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileRowDelegate</name>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>ferry::ui::FileSection</name>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>添加图片…</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>How images are sent</source>
        <translation>图片的发送方式</translation>
    </message>
    <message>
        <source>Compressed images are smaller and leave out place, time and device.</source>
        <translation>压缩后的图片更小，并去掉地点、时间和设备信息。</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message numerus="yes">
        <source>Add up to %n images</source>
        <translation>
            <numerusform>添加图片（最多 %n 张）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n images at a time, as the settings say.</source>
        <translation>
            <numerusform>每次最多添加 %n 张图片，可在设置中更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>1 was left out.</source>
        <translation>略过了 1 张。</translation>
    </message>
    <message numerus="yes">
        <source>%n were left out.</source>
        <translation>
            <numerusform>略过了 %n 张。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The pasted image could not be written. Free some space, then paste it again.</source>
        <translation>无法写入粘贴的图片。清理磁盘后重新粘贴。</translation>
    </message>
    <message>
        <source>“%1” was left out. It is not there, or it is no file.</source>
        <translation>已略过“%1”。它不存在，或者不是文件。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” and %n more were left out. They are not there, or they are no files.</source>
        <translation>
            <numerusform>已略过“%1”和另外 %n 个。它们不存在，或者不是文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>正在查看文件…</translation>
    </message>
    <message>
        <source>Compressing…</source>
        <translation>正在压缩…</translation>
    </message>
    <message>
        <source>%1, compressed from %2</source>
        <comment>sizes of all files</comment>
        <translation>%1，压缩前 %2</translation>
    </message>
    <message>
        <source>1 file, %1</source>
        <translation>1 个文件，%1</translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n 个文件，%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::FoldSection</name>
    <message>
        <source>%1, %2</source>
        <comment>heading, count</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
</context>
<context>
    <name>ferry::ui::FolderQuestion</name>
    <message>
        <source>Leave out</source>
        <translation>不添加</translation>
    </message>
    <message>
        <source>Add 1 file</source>
        <translation>添加 1 个文件</translation>
    </message>
    <message numerus="yes">
        <source>Add %n files</source>
        <translation>
            <numerusform>添加 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder “%1” holds no files.</source>
        <translation>文件夹“%1”中没有文件。</translation>
    </message>
    <message>
        <source>The folders hold no files.</source>
        <translation>这些文件夹中没有文件。</translation>
    </message>
    <message numerus="yes">
        <source>More files than Ferry takes at once: only the first %n would be added.</source>
        <translation>
            <numerusform>文件数超过了 Ferry 一次能添加的上限：只会添加前 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder “%1” holds 1 file, %2.</source>
        <translation>文件夹“%1”中有 1 个文件，共 %2。</translation>
    </message>
    <message numerus="yes">
        <source>The folder “%1” holds %n files, %2.</source>
        <translation>
            <numerusform>文件夹“%1”中有 %n 个文件，共 %2。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 folders hold %n files, %2.</source>
        <translation>
            <numerusform>%1 个文件夹中有 %n 个文件，共 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message numerus="yes">
        <source>%n hidden file(s)</source>
        <translation>
            <numerusform>%n 个隐藏文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden folder(s)</source>
        <translation>
            <numerusform>%n 个隐藏文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n 个链接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) that cannot be read</source>
        <translation>
            <numerusform>%n 个无法读取的文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>不包括：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be read.</source>
        <translation>无法读取文件夹“%1”。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::GeneralPage</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Note where a file came from</source>
        <translation>记录文件的来源</translation>
    </message>
    <message>
        <source>Saved files</source>
        <translation>已保存的文件</translation>
    </message>
    <message>
        <source>In the file&apos;s metadata, where other programs find it. Without names, passwords and what stands behind a “?” in the address.</source>
        <translation>写入文件的元数据，供其他程序读取。不含用户名、密码以及地址中“?”之后的内容。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::GroupingField</name>
    <message>
        <source>One request per file</source>
        <translation>每个文件一个请求</translation>
    </message>
    <message>
        <source>All files together</source>
        <translation>所有文件一起发送</translation>
    </message>
    <message>
        <source>File as body</source>
        <translation>文件作为正文</translation>
    </message>
    <message>
        <source>Each file is the whole body of a request, without a form.</source>
        <translation>每个文件就是一个请求的整个正文，不用表单。</translation>
    </message>
    <message>
        <source>A file that is the whole body has no form around it.</source>
        <translation>文件就是整个正文，不用表单。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::HeaderTable</name>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
</context>
<context>
    <name>ferry::ui::IdentityField</name>
    <message>
        <source>None, no Referer is sent</source>
        <translation>无，不发送 Referer</translation>
    </message>
    <message>
        <source>Mini-program</source>
        <translation>小程序</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>App id</source>
        <translation>AppID</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>0 is the development build.</source>
        <translation>0 表示开发版。</translation>
    </message>
    <message>
        <source>Referer: %1</source>
        <translation>Referer：%1</translation>
    </message>
</context>
<context>
    <name>ferry::ui::ItemMenu</name>
    <message>
        <source>Speed limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
</context>
<context>
    <name>ferry::ui::KeyValueModel</name>
    <message>
        <source>%1, new</source>
        <translation>%1，新建</translation>
    </message>
    <message>
        <source>Hidden value of %1</source>
        <translation>%1 的隐藏值</translation>
    </message>
    <message>
        <source>Hidden value</source>
        <translation>隐藏的值</translation>
    </message>
</context>
<context>
    <name>ferry::ui::LimitsButton</name>
    <message>
        <source>At most %1 down, %2 up</source>
        <translation>下载最高 %1，上传最高 %2</translation>
    </message>
    <message>
        <source>At most %1 down</source>
        <translation>下载最高 %1</translation>
    </message>
    <message>
        <source>At most %1 up</source>
        <translation>上传最高 %1</translation>
    </message>
    <message>
        <source>Change or lift the speed limits</source>
        <translation>更改或解除限速</translation>
    </message>
</context>
<context>
    <name>ferry::ui::LimitsMenu</name>
    <message>
        <source>Speed limits</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Speed limit of downloads</source>
        <translation>下载限速</translation>
    </message>
    <message>
        <source>Speed limit of uploads</source>
        <translation>上传限速</translation>
    </message>
    <message>
        <source>Lift the limits</source>
        <translation>解除限速</translation>
    </message>
</context>
<context>
    <name>ferry::ui::MainToolBar</name>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>同时</translation>
    </message>
    <message>
        <source>How many run at once</source>
        <translation>同时传输数</translation>
    </message>
    <message>
        <source>Ctrl F</source>
        <comment>short form of the shortcut</comment>
        <translation>Ctrl F</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>ferry::ui::MainWindow</name>
    <message>
        <source>Ferry</source>
        <translation>Ferry</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Nothing is on its way.</source>
        <translation>没有进行中的项目。</translation>
    </message>
    <message>
        <source>Nothing is waiting.</source>
        <translation>没有等待中的项目。</translation>
    </message>
    <message>
        <source>Nothing is ready to save.</source>
        <translation>没有待保存的项目。</translation>
    </message>
    <message>
        <source>Nothing is done yet.</source>
        <translation>还没有完成的项目。</translation>
    </message>
    <message>
        <source>There are no problems.</source>
        <translation>没有问题。</translation>
    </message>
    <message>
        <source>Developer server</source>
        <translation>开发服务器</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) added to the queue.</source>
        <translation>
            <numerusform>已将 %n 个项目加入队列。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide what to do</source>
        <translation>选择如何处理</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>标为完成</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>The clipboard is empty.</source>
        <translation>剪贴板是空的。</translation>
    </message>
    <message numerus="yes">
        <source>%n finished download(s) of the last run were not saved</source>
        <translation>
            <numerusform>上次运行有 %n 个下载好的文件没有保存</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>“%1” could not be saved, so Ferry stays open.</source>
        <translation>“%1”未能保存，Ferry 没有退出。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause (some start over)</source>
        <translation>暂停（部分从头开始）</translation>
    </message>
    <message>
        <source>Pause all (some start over)</source>
        <translation>全部暂停（部分从头开始）</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Pause (starts over)</source>
        <translation>暂停（将从头开始）</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>The list of transfers was damaged. It was moved aside, and a new one was begun.</source>
        <translation>传输列表已损坏。旧列表已移开，并新建了一个。</translation>
    </message>
    <message>
        <source>Show the old one</source>
        <translation>显示旧列表</translation>
    </message>
    <message>
        <source>A newer Ferry wrote the list of transfers. It is shown, and what is added here ends with this window.</source>
        <translation>传输列表由更新版本的 Ferry 写入。列表可以查看，但在此添加的内容会随窗口关闭而结束。</translation>
    </message>
    <message>
        <source>The list of transfers cannot be written. What is added here ends with this window.</source>
        <translation>无法写入传输列表。在此添加的内容会随窗口关闭而结束。</translation>
    </message>
    <message>
        <source>Another Ferry has the list of transfers open. What is added here ends with this window.</source>
        <translation>另一个 Ferry 正在使用传输列表。在此添加的内容会随窗口关闭而结束。</translation>
    </message>
    <message>
        <source>The list of transfers could not be written; the disk may be full. Ferry tries again with the next change.</source>
        <translation>未能写入传输列表，磁盘可能已满。下次有变化时 Ferry 会再试。</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>The list of transfers could not be opened. What is added here ends with this window.</source>
        <translation>传输列表无法打开。在此添加的内容会随本窗口一起消失。</translation>
    </message>
    <message>
        <source>Upload again…</source>
        <translation>再次上传…</translation>
    </message>
    <message>
        <source>Download again…</source>
        <translation>再次下载…</translation>
    </message>
    <message>
        <source>Cancel and discard</source>
        <translation>取消并丢弃</translation>
    </message>
    <message>
        <source>Cancel and remove</source>
        <translation>取消并移除</translation>
    </message>
    <message>
        <source>Remove and discard</source>
        <translation>移除并丢弃</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a file, its size</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Select an item first.</source>
        <translation>请先选择一个项目。</translation>
    </message>
    <message>
        <source>None of the selected items is running or waiting.</source>
        <translation>所选项目都没有在进行或等待。</translation>
    </message>
    <message>
        <source>The server may have taken it. To send it again, choose that in its menu.</source>
        <translation>服务器可能已经收下。要重新发送，请在菜单中选择。</translation>
    </message>
    <message>
        <source>None of the selected items failed, was refused or was cancelled.</source>
        <translation>所选项目都没有失败、被拒绝或取消。</translation>
    </message>
    <message>
        <source>None of the selected items is ready to save.</source>
        <translation>所选项目都没有待保存的。</translation>
    </message>
    <message>
        <source>None of the selected items can be paused or resumed.</source>
        <translation>所选项目都不能暂停或继续。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::NameEditor</name>
    <message>
        <source>Name of the file</source>
        <translation>文件名</translation>
    </message>
</context>
<context>
    <name>ferry::ui::NameList</name>
    <message>
        <source>%1, %2</source>
        <comment>name, detail</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>ferry::ui::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>This address:</source>
        <translation>使用此地址：</translation>
    </message>
    <message>
        <source>http://proxy.example:8080</source>
        <translation>http://proxy.example:8080</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>代理的地址</translation>
    </message>
    <message>
        <source>Begins with http, https, socks5 (names are looked up here) or socks5h (names are looked up by the proxy). A user name may stand in it; a password is not kept: Ferry asks for it when the proxy does.</source>
        <translation>以 http、https、socks5（在本机解析域名）或 socks5h（由代理解析域名）开头。可以包含用户名；密码不会保存：代理要求时 Ferry 会询问。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>%1 Until then the earlier choice stays in use.</source>
        <comment>a sentence</comment>
        <translation>%1在此之前沿用原来的选择。</translation>
    </message>
    <message>
        <source>The system&apos;s is what http_proxy, https_proxy, all_proxy and no_proxy say, and where they say nothing, the desktop. The choice is for new items; those in the queue keep the proxy with which they were added. If a proxy fails, Ferry says so and never goes around it.</source>
        <translation>系统的代理由 http_proxy、https_proxy、all_proxy 和 no_proxy 决定；它们没有说明时，由桌面决定。此选择用于新的项目；队列中已有的项目仍使用添加时的代理。代理失败时 Ferry 会说明，绝不会绕过它。</translation>
    </message>
    <message>
        <source>No proxy for</source>
        <translation>不使用代理的主机</translation>
    </message>
    <message>
        <source>lab.example, 192.168.0.0/16</source>
        <translation>lab.example, 192.168.0.0/16</translation>
    </message>
    <message>
        <source>Hosts, each with all below it, addresses and networks, with commas between them. Only for a proxy that is named here.</source>
        <translation>主机（包括其下的所有子域）、地址和网络，以逗号分隔。仅对此处指定的代理有效。</translation>
    </message>
    <message>
        <source>%1 Until then the earlier list stays in use.</source>
        <comment>a sentence</comment>
        <translation>%1 在此之前继续使用原来的列表。</translation>
    </message>
    <message>
        <source>Offer HTTP/2 for downloads with https</source>
        <translation>对 https 下载提供 HTTP/2</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>For a server that needs it or does better with it. Counts for what begins from now on.</source>
        <translation>适用于需要 HTTP/2 或用它更好的服务器。对此后开始的传输生效。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ferry::ui::PaceField</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Connections for a file</source>
        <translation>单个文件的连接数</translation>
    </message>
    <message>
        <source>Several fetch parts of one file, where the server allows it.</source>
        <translation>在服务器允许时，用多个连接分段获取一个文件。</translation>
    </message>
    <message>
        <source>Speed limit of each file</source>
        <translation>每个文件的限速</translation>
    </message>
    <message>
        <source>For each file of these: 500 kB/s, 1.5 MB/s.</source>
        <translation>对其中每个文件：500 kB/s、1.5 MB/s。</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>限速</translation>
    </message>
</context>
<context>
    <name>ferry::ui::PauseDialog</name>
    <message>
        <source>Pause “%1”, and start it over later?</source>
        <translation>暂停“%1”，以后从头开始？</translation>
    </message>
    <message numerus="yes">
        <source>Pause %n items, and start them over later?</source>
        <translation>
            <numerusform>暂停 %n 个项目，以后从头开始？</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 sent so far would be sent once more.</source>
        <comment>a size</comment>
        <translation>已发送的 %1 需要重新发送。</translation>
    </message>
    <message>
        <source>The %1 received so far would be thrown away.</source>
        <comment>a size</comment>
        <translation>已接收的 %1 将被丢弃。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Start over after a pause</source>
        <translation>暂停后从头开始</translation>
    </message>
    <message>
        <source>Pause anyway</source>
        <translation>仍然暂停</translation>
    </message>
    <message>
        <source>Do not pause</source>
        <translation>不暂停</translation>
    </message>
    <message>
        <source>These cannot be resumed. What was moved of them so far would be lost.</source>
        <translation>它们无法从中断处继续，目前已传输的部分将会丢失。</translation>
    </message>
    <message>
        <source>Pause all anyway</source>
        <translation>仍然全部暂停</translation>
    </message>
    <message>
        <source>Pause the other one</source>
        <translation>暂停另外一个</translation>
    </message>
    <message numerus="yes">
        <source>Pause the other %n</source>
        <translation>
            <numerusform>暂停另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::PictureDialog</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Images (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
</context>
<context>
    <name>ferry::ui::QueueCommands</name>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>“%1” is already there.</source>
        <translation>“%1”已存在。</translation>
    </message>
    <message>
        <source>Replacing it cannot be undone.</source>
        <translation>替换后无法撤销。</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两个都保留</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>“%1” is no longer there.</source>
        <translation>“%1”已不存在。</translation>
    </message>
    <message>
        <source>No program is set up to open “%1”.</source>
        <translation>没有可以打开“%1”的程序。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what was removed, what was discarded</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln address(es) copied.</source>
        <translation>
            <numerusform>已复制 %Ln 个地址。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unsaved file(s) discarded</source>
        <translation>
            <numerusform>已丢弃 %Ln 个未保存的文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finished item(s) removed from the list</source>
        <translation>
            <numerusform>已从列表中移除 %Ln 个已完成的项目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) removed from the list</source>
        <translation>
            <numerusform>已从列表移除 %Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln link(s) copied.</source>
        <translation>
            <numerusform>已复制 %Ln 个链接。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::QueueHead</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Ready to save</source>
        <translation>待保存</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>列表顺序</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>新的在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>旧的在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>按大小</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>%1, %2 still to go</source>
        <comment>items, bytes</comment>
        <translation>%1，还有 %2</translation>
    </message>
    <message>
        <source>In line</source>
        <translation>按排队顺序</translation>
    </message>
    <message>
        <source>%1, at least %2 still to go</source>
        <comment>items, bytes</comment>
        <translation>%1，至少还有 %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <comment>in the list</comment>
        <translation>
            <numerusform>%Ln 个项目</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::QueueView</name>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
</context>
<context>
    <name>ferry::ui::QuitDialog</name>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Sending, %1 %</source>
        <translation>正在发送，%1%</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Receiving, %1 %</source>
        <translation>正在接收，%1%</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Quit Ferry</source>
        <translation>退出 Ferry</translation>
    </message>
    <message>
        <source>Temporary files are deleted when Ferry quits.</source>
        <translation>Ferry 退出时会删除临时文件。</translation>
    </message>
    <message>
        <source>Transfers that are not finished stop when Ferry quits.</source>
        <translation>Ferry 退出时，未完成的传输会停止。</translation>
    </message>
    <message>
        <source>Would be deleted</source>
        <translation>将被删除</translation>
    </message>
    <message>
        <source>Would be stopped</source>
        <translation>将被停止</translation>
    </message>
    <message>
        <source>1 unsaved file</source>
        <translation>1 个未保存的文件</translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved files</source>
        <translation>
            <numerusform>%n 个未保存的文件</numerusform>
        </translation>
    </message>
    <message>
        <source>1 running transfer</source>
        <translation>1 个未完成的传输</translation>
    </message>
    <message numerus="yes">
        <source>%n running transfers</source>
        <translation>
            <numerusform>%n 个未完成的传输</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit with %1 and %2?</source>
        <comment>a count of files, a count of transfers</comment>
        <translation>还有 %1和 %2，仍要退出？</translation>
    </message>
    <message>
        <source>Quit with %1?</source>
        <comment>a count of files or transfers</comment>
        <translation>还有 %1，仍要退出？</translation>
    </message>
    <message>
        <source>Quit and delete</source>
        <translation>退出并删除</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不退出</translation>
    </message>
    <message>
        <source>Save all and quit</source>
        <translation>全部保存并退出</translation>
    </message>
    <message>
        <source>The queue and its files are kept, and there again at the next start.</source>
        <translation>队列及其文件都会保留，下次启动时仍在。</translation>
    </message>
    <message>
        <source>Of an upload that waits for its answer nobody would know whether it was taken.</source>
        <translation>正在等待答复的上传，将无从得知是否已被接收。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Answer would stay unknown</source>
        <translation>答复将成为未知</translation>
    </message>
    <message>
        <source>Held at the next start: their secrets are not kept</source>
        <translation>下次启动时暂停：机密内容不会保存</translation>
    </message>
    <message>
        <source>Start over at the next start</source>
        <translation>下次启动时从头开始</translation>
    </message>
    <message>
        <source>Go on at the next start</source>
        <translation>下次启动时继续</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>%1 that were moved would be lost: their items start over.</source>
        <comment>a size</comment>
        <translation>已传输的 %1 将会丢失：相应的项目会从头开始。</translation>
    </message>
    <message>
        <source>Not saved, and kept</source>
        <translation>尚未保存，会保留</translation>
    </message>
</context>
<context>
    <name>ferry::ui::RateDialog</name>
    <message>
        <source>In kB/s, or with a unit: 750, 1.5 MB/s. Empty is no limit.</source>
        <translation>以 kB/s 为单位，或写明单位：750、1.5 MB/s。留空表示不限。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Set the limit</source>
        <translation>设定限速</translation>
    </message>
    <message>
        <source>“%1” is no speed that Ferry understands. Write a number without a sign between thousands, and a unit if it is not kB/s.</source>
        <translation>Ferry 看不懂速度“%1”。请填写不带千位分隔符的数字；单位不是 kB/s 时请写明单位。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::RateMenu</name>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
</context>
<context>
    <name>ferry::ui::RedirectList</name>
    <message>
        <source>Redirects</source>
        <translation>重定向</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>an address</comment>
        <translation>从：%1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>an address</comment>
        <translation>到：%1</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <comment>a redirect</comment>
        <translation>%1，从 %2 到 %3</translation>
    </message>
</context>
<context>
    <name>ferry::ui::ReplaceAddressDialog</name>
    <message>
        <source>Nothing has come yet; it is fetched from the new address.</source>
        <translation>尚未收到内容，将从新地址获取。</translation>
    </message>
    <message>
        <source>Replace the address</source>
        <translation>更换地址</translation>
    </message>
    <message>
        <source>Another address for %1</source>
        <translation>更换下载地址：%1</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>新地址</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新的</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The %1 that have come are thrown away, since nothing could prove that the new address has the same file. It starts over.</source>
        <comment>a size</comment>
        <translation>已接收的 %1 将被丢弃，因为无法证明新地址上是同一个文件。下载会从头开始。</translation>
    </message>
    <message>
        <source>The %1 that have come are kept if the new address has the same file. The same server has to name the same version of it, and the last 256 KiB of each piece come again and are compared. Otherwise the download starts over.</source>
        <comment>a size</comment>
        <translation>如果新地址是同一个文件，已收到的 %1 会保留：同一服务器必须给出相同的版本，并会重新获取每段的最后 256 KiB 加以比较。否则下载会从头开始。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::RequestPage</name>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>复制为 curl 命令</translation>
    </message>
    <message>
        <source>Secrets are left out: names in capitals stand in their place.</source>
        <translation>不含机密，以大写的名称代替。</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Copy the headers</source>
        <translation>复制标头</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>重定向</translation>
    </message>
    <message>
        <source>The address was copied.</source>
        <translation>地址已复制。</translation>
    </message>
    <message>
        <source>The command was copied, without its secrets.</source>
        <translation>命令已复制，不含机密。</translation>
    </message>
    <message>
        <source>The headers were copied.</source>
        <translation>标头已复制。</translation>
    </message>
    <message>
        <source>%1, not sent yet</source>
        <comment>a method</comment>
        <translation>%1，尚未发送</translation>
    </message>
    <message>
        <source>Whole body</source>
        <translation>整个正文</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>另有 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>All headers are known when the answer is here.</source>
        <translation>收到答复后才知道全部标头。</translation>
    </message>
    <message>
        <source>The next try has not begun.</source>
        <translation>下一次尝试尚未开始。</translation>
    </message>
    <message>
        <source>Sent by %1 to %2, before the redirect.</source>
        <comment>a method, an address</comment>
        <translation>在重定向之前，已通过 %1 发送到 %2。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::SaveFlow</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>“%1” is already there.</source>
        <translation>“%1”已存在。</translation>
    </message>
    <message numerus="yes">
        <source>%n files of these names are already there.</source>
        <translation>
            <numerusform>%n 个同名文件已存在。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is skipped stays ready to save.</source>
        <translation>跳过的文件仍待保存。</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两个都保留</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>“%1” is already there. What came stays ready to save.</source>
        <translation>“%1”已存在。收到的文件仍待保存。</translation>
    </message>
    <message numerus="yes">
        <source>%n files of these names are already there. What came stays ready to save.</source>
        <translation>
            <numerusform>%n 个同名文件已存在。收到的文件仍待保存。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in names, addresses and destinations</source>
        <translation>搜索名称、地址和目的地</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>ferry::ui::SelectionPage</name>
    <message>
        <source>Save 1 file</source>
        <translation>保存 1 个文件</translation>
    </message>
    <message>
        <source>Retry 1 item</source>
        <translation>重试 1 个项目</translation>
    </message>
    <message>
        <source>Cancel 1 item</source>
        <translation>取消 1 个项目</translation>
    </message>
    <message>
        <source>Discard 1 file</source>
        <translation>丢弃 1 个文件</translation>
    </message>
    <message>
        <source>Remove 1 item from the list</source>
        <translation>从列表中移除 1 个项目</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>count, sum</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Pause 1 item</source>
        <translation>暂停 1 项</translation>
    </message>
    <message>
        <source>Resume 1 item</source>
        <translation>继续 1 项</translation>
    </message>
    <message numerus="yes">
        <source>%Ln items</source>
        <translation>
            <numerusform>%Ln 个项目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %Ln files</source>
        <translation>
            <numerusform>保存 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pause %Ln items</source>
        <translation>
            <numerusform>暂停 %Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %Ln items</source>
        <translation>
            <numerusform>继续 %Ln 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln items</source>
        <translation>
            <numerusform>重试 %Ln 个项目</numerusform>
        </translation>
    </message>
    <message>
        <source>Send 1 item again</source>
        <translation>重新发送 1 个项目</translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln items again</source>
        <translation>
            <numerusform>重新发送 %Ln 个项目</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark 1 item as done</source>
        <translation>将 1 个项目标为完成</translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln items as done</source>
        <translation>
            <numerusform>将 %Ln 个项目标为完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln items</source>
        <translation>
            <numerusform>取消 %Ln 个项目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln files</source>
        <translation>
            <numerusform>丢弃 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln items from the list</source>
        <translation>
            <numerusform>从列表中移除 %Ln 个项目</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Developer server</source>
        <translation>开发服务器</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
</context>
<context>
    <name>ferry::ui::Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
</context>
<context>
    <name>ferry::ui::Sidebar</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings (%1)</source>
        <translation>设置（%1）</translation>
    </message>
</context>
<context>
    <name>ferry::ui::SidebarList</name>
    <message>
        <source>Filters and destinations</source>
        <translation>筛选和目的地</translation>
    </message>
</context>
<context>
    <name>ferry::ui::SidebarModel</name>
    <message>
        <source>Destinations</source>
        <translation>目的地</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln item(s)</source>
        <comment>a filter and its count</comment>
        <translation>
            <numerusform>%1，%Ln 个项目</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::SignInDialog</name>
    <message>
        <source>The connection is not encrypted. The password itself is not sent, but whoever sits on the way can read what is transferred, and try to guess it.</source>
        <translation>连接没有加密。密码本身不会发出，但途中的人可以读到传输的内容，并尝试猜出密码。</translation>
    </message>
    <message>
        <source>The connection is not encrypted: whoever sits on the way can read the password.</source>
        <translation>连接没有加密：途中的人可以读到密码。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password.</source>
        <translation>代理要求用户名和密码。</translation>
    </message>
    <message>
        <source>The server asks for a name and a password.</source>
        <translation>服务器要求用户名和密码。</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password, and calls itself “%1”.</source>
        <translation>代理要求用户名和密码，它自称“%1”。</translation>
    </message>
    <message>
        <source>The server asks for a name and a password, and calls the place “%1”.</source>
        <translation>服务器要求用户名和密码，它称此处为“%1”。</translation>
    </message>
    <message>
        <source>Sign in to the proxy %1</source>
        <translation>登录代理：%1</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>登录：%1</translation>
    </message>
    <message>
        <source>The name and the password were not taken. Check both.</source>
        <translation>用户名和密码未被接受。请检查两者。</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>For this session only: Ferry keeps them in memory, and forgets them when it quits.</source>
        <translation>仅用于本次运行：Ferry 只在内存中保留，退出时忘记。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message numerus="yes">
        <source>%n items wait for it.</source>
        <translation>
            <numerusform>有 %n 项在等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There is no name. Write the one that you have at this server.</source>
        <translation>没有用户名。请填写您在这台服务器上的用户名。</translation>
    </message>
    <message>
        <source>A name with a colon cannot be sent in this way (RFC 7617). Use another one.</source>
        <translation>带冒号的用户名无法以这种方式发送（RFC 7617）。请换一个。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::StateAnnouncer</name>
    <message>
        <source>%1: %2</source>
        <comment>name, state</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s): %1</source>
        <comment>state</comment>
        <translation>
            <numerusform>%Ln 个项目：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s) came to an end.</source>
        <translation>
            <numerusform>%Ln 个项目已结束。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ferry::ui::StatusLine</name>
    <message>
        <source>Developer server</source>
        <translation>开发服务器</translation>
    </message>
    <message>
        <source>Developer server, %1</source>
        <translation>开发服务器，%1</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>正在传输 %1 / %2</translation>
    </message>
    <message>
        <source>Upload speed %1</source>
        <translation>上传速度 %1</translation>
    </message>
    <message>
        <source>Download speed %1</source>
        <translation>下载速度 %1</translation>
    </message>
    <message>
        <source>%1 running, %2 at once</source>
        <translation>正在传输 %1，同时传输数 %2</translation>
    </message>
</context>
<context>
    <name>ferry::ui::TimingChart</name>
    <message>
        <source>Name lookup</source>
        <translation>域名解析</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a step, its duration</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>用时</translation>
    </message>
</context>
<context>
    <name>ferry::ui::TimingPage</name>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>尚未发送任何数据。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>used again</source>
        <translation>复用</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>No timings before the answer is here.</source>
        <translation>收到答复之前没有用时数据。</translation>
    </message>
    <message>
        <source>The next try has not begun.</source>
        <translation>下一次尝试尚未开始。</translation>
    </message>
    <message>
        <source>No timings are known.</source>
        <translation>没有用时记录。</translation>
    </message>
    <message>
        <source>These are the times of the GET alone, without the upload before it.</source>
        <translation>这里只有 GET 请求的用时，不含之前的上传。</translation>
    </message>
    <message>
        <source>These are the times of the last request alone, without the redirects before it.</source>
        <translation>这里只有最后一次请求的用时，不含之前的重定向。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::TransfersPage</name>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Without a single byte. A transfer that moves never times out.</source>
        <translation>指连续没有任何数据的时间。只要还在传，就不会超时。</translation>
    </message>
    <message>
        <source>Up to 1 h, for servers that work on what they got.</source>
        <translation>最长 1 小时，适用于收到后还要处理的服务器。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Files cannot be saved there. Name an existing folder that you may write to.</source>
        <translation>文件无法保存到那里。填写一个已有且可写入的文件夹。</translation>
    </message>
    <message>
        <source>Running at once</source>
        <translation>同时传输数</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时时间</translation>
    </message>
    <message>
        <source>Wait for the answer</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>From 1 to 10. Takes effect right away.</source>
        <translation>1 到 10。立即生效。</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>To one host</source>
        <translation>同一主机</translation>
    </message>
    <message>
        <source>How many of them may run to the same host. Takes effect right away.</source>
        <translation>其中多少项可同时连到同一主机。立即生效。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Connections for a file</source>
        <translation>单个文件的连接数</translation>
    </message>
    <message>
        <source>Several fetch parts of one file, where the server allows it. Automatic: only where it helps.</source>
        <translation>在服务器允许时，用多个连接分段获取一个文件。自动：仅在有帮助时。</translation>
    </message>
    <message>
        <source>Speed limit of downloads</source>
        <translation>下载限速</translation>
    </message>
    <message>
        <source>Speed limit of uploads</source>
        <translation>上传限速</translation>
    </message>
    <message>
        <source>Download limit</source>
        <translation>下载限速</translation>
    </message>
    <message>
        <source>Upload limit</source>
        <translation>上传限速</translation>
    </message>
    <message>
        <source>For all transfers together, for example 500 kB/s or 1.5 MB/s. Takes effect right away.</source>
        <translation>对所有传输合计，例如 500 kB/s 或 1.5 MB/s。立即生效。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不重试</translation>
    </message>
    <message>
        <source>Tries after a failure</source>
        <translation>失败后重试</translation>
    </message>
    <message>
        <source>Made by itself, with a growing pause between them. An upload that the server may have taken is not sent twice, unless its destination allows it.</source>
        <translation>自动进行，间隔逐次加长。服务器可能已接收的上传不会重复发送，除非其目的地允许。</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两个都保留</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>If the file exists</source>
        <translation>文件已存在时</translation>
    </message>
    <message>
        <source>Save never replaces a file. Keep both: the new one gets the next free name. Skip: it stays ready to save.</source>
        <translation>保存从不替换文件。两个都保留：新文件使用下一个可用的名称。跳过：新文件仍待保存。</translation>
    </message>
    <message>
        <source>Images at a time</source>
        <translation>每次添加的图片</translation>
    </message>
    <message>
        <source>The most images that one choice adds to an upload.</source>
        <translation>一次选择最多向上传添加多少张图片。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::TrustPage</name>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>Certificates that you trust although they are faulty, each for one host and port. Another certificate there is refused.</source>
        <translation>您信任的有问题的证书，每个只对一台主机和一个端口有效。那里的其他证书会被拒绝。</translation>
    </message>
    <message>
        <source>No faulty certificate is trusted. Where one was refused, “Review” in the queue shows it and lets you decide.</source>
        <translation>没有信任任何有问题的证书。证书被拒绝时，队列中的“查看”会显示它，由您决定。</translation>
    </message>
    <message>
        <source>Trusted certificates</source>
        <translation>信任的证书</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>复制指纹</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy 年 M 月 d 日</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>a date</comment>
        <translation>自 %1起</translation>
    </message>
    <message>
        <source>until Ferry quits</source>
        <translation>直到 Ferry 退出</translation>
    </message>
    <message>
        <source>%1, %2, SHA-256 fingerprint %3</source>
        <comment>host and port, how long</comment>
        <translation>%1，%2，SHA-256 指纹 %3</translation>
    </message>
    <message>
        <source>%1 is not trusted any more, from its next connection on.</source>
        <translation>%1 从下一次连接起不再被信任。</translation>
    </message>
</context>
<context>
    <name>ferry::ui::UndoLine</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ferry::ui::UploadSheet</name>
    <message>
        <source>“%1” is no picture that can be compressed. Remove it, or choose Original.</source>
        <translation>“%1”不是可以压缩的图片。移除它，或选择“原图”。</translation>
    </message>
    <message>
        <source>There are fewer files than the upload had before. To send what is listed, upload once more.</source>
        <translation>文件比上次上传时少。要发送列表中的文件，请再上传一次。</translation>
    </message>
    <message>
        <source>Say first whether the files of the folder are to be added, or left out.</source>
        <translation>请先选择添加或不添加文件夹中的文件。</translation>
    </message>
    <message>
        <source>1 problem: address</source>
        <translation>1 个问题：地址</translation>
    </message>
    <message>
        <source>1 problem: method</source>
        <translation>1 个问题：方法</translation>
    </message>
    <message>
        <source>1 problem: files</source>
        <translation>1 个问题：文件</translation>
    </message>
    <message>
        <source>1 problem: field name</source>
        <translation>1 个问题：字段名</translation>
    </message>
    <message>
        <source>1 problem: identity</source>
        <translation>1 个问题：身份</translation>
    </message>
    <message>
        <source>1 problem: header %1</source>
        <translation>1 个问题：标头 %1</translation>
    </message>
    <message>
        <source>1 problem: field %1</source>
        <translation>1 个问题：字段 %1</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 个问题</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Field name</source>
        <translation>字段名</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Form fields</source>
        <translation>表单字段</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Sent before the files, in this order.</source>
        <translation>按此顺序，在文件之前发送。</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时时间</translation>
    </message>
    <message>
        <source>Without a single byte. A transfer that moves never times out.</source>
        <translation>指连续没有任何数据的时间。只要还在传，就不会超时。</translation>
    </message>
    <message>
        <source>Wait for the answer</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>For the answer, once everything is sent. Up to 1 h.</source>
        <translation>数据全部发出后等待答复的时间，最长 1 小时。</translation>
    </message>
    <message>
        <source>Waiting for the files…</source>
        <translation>正在等待文件…</translation>
    </message>
    <message>
        <source>Upload 1 file</source>
        <translation>上传 1 个文件</translation>
    </message>
    <message numerus="yes">
        <source>Upload %n files</source>
        <translation>
            <numerusform>上传 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as destination…</source>
        <translation>存为目的地…</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>Answer within</source>
        <translation>等待答复</translation>
    </message>
</context>
<context>
    <name>ferry::ui::WindowActions</name>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Upload files</source>
        <translation>上传文件</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download links</source>
        <translation>下载链接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel what waits or runs</source>
        <translation>取消等待中或进行中的项目</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save finished downloads to the download folder</source>
        <translation>把下载好的文件保存到下载文件夹</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Copy link or address</source>
        <translation>复制链接或地址</translation>
    </message>
    <message>
        <source>Open the link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>标为完成</translation>
    </message>
    <message>
        <source>Review the certificate…</source>
        <translation>查看证书…</translation>
    </message>
    <message>
        <source>Paste files, pictures or links</source>
        <translation>粘贴文件、图片或链接</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Undo the removal</source>
        <translation>撤销移除</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>切换到下一个区域</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what, shortcut</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>立即开始</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Replace the address…</source>
        <translation>更换地址…</translation>
    </message>
    <message>
        <source>Compare a checksum…</source>
        <translation>比对校验和…</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>To the top</source>
        <translation>移到最前</translation>
    </message>
    <message>
        <source>To the bottom</source>
        <translation>移到最后</translation>
    </message>
    <message>
        <source>Remove finished items</source>
        <translation>移除已完成的项目</translation>
    </message>
    <message>
        <source>Upload again…</source>
        <translation>再次上传…</translation>
    </message>
    <message>
        <source>Start ended items again, and at once what waits for its next try</source>
        <translation>重新开始已结束的项目，等待重试的项目立即开始</translation>
    </message>
    <message>
        <source>About Ferry</source>
        <translation>关于 Ferry</translation>
    </message>
</context>
</TS>
