'use strict';
// A file server as one writes it in Node: Range, If-Range, and an ETag of the file's length and time.
//   node fileserver.js FOLDER PORT
const fs = require('fs');
const http = require('http');
const path = require('path');

const [folder, port] = process.argv.slice(2);

function rangeOf(request, etag, size) {
    const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || '');
    const condition = request.headers['if-range'];
    if (!match || (condition !== undefined && condition !== etag))
        return null;
    return { first: Number(match[1]), last: match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1) };
}

http.createServer((request, response) => {
    const file = path.join(folder, path.basename(new URL(request.url, 'http://localhost').pathname));
    let descriptor;
    try {
        descriptor = fs.openSync(file, 'r');
    } catch {
        response.writeHead(404).end();
        return;
    }
    // Of the very file that is read below.
    const { size, mtimeNs } = fs.fstatSync(descriptor, { bigint: true });
    const etag = `"${size.toString(16)}-${mtimeNs.toString(16)}"`;
    const headers = { 'Accept-Ranges': 'bytes', ETag: etag, 'Content-Type': 'application/octet-stream' };
    const range = rangeOf(request, etag, Number(size));
    if (range && range.first > range.last) {
        fs.closeSync(descriptor);
        response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
        return;
    }
    const { first, last } = range || { first: 0, last: Number(size) - 1 };
    if (range)
        headers['Content-Range'] = `bytes ${first}-${last}/${size}`;
    response.writeHead(range ? 206 : 200, { ...headers, 'Content-Length': last - first + 1 });
    const stream = fs.createReadStream(null, { fd: descriptor, start: first, end: last });
    stream.pipe(response);
    response.on('close', () => stream.destroy());
}).listen(Number(port), '127.0.0.1');
