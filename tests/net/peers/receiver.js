// The other side of the terminal's tests: a receiver in plain Node that believes nothing. It takes multipart bodies
// apart by its own strict rules and answers with what it saw, as JSON.
//
//   node receiver.js [CERT KEY [h2]]      http, https with a certificate, or HTTP/2 for who offers it
//
// Prints its port as the first line and ends with its standard input.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http2 = require('http2');

const seen = { requests: 0, running: 0, most: 0, closedEarly: 0, agents: [], sessions: 0, openSessions: 0 };

function sha256(buffer) {
    return crypto.createHash('sha256').update(buffer).digest('hex');
}

// RFC 2046 5.1.1 and RFC 7578, without any leniency: exact delimiters, no preamble, no epilogue.
function parseMultipart(body, contentType) {
    const match = /^multipart\/form-data; ?boundary="?([^";]{1,70})"?$/.exec(contentType || '');
    if (!match)
        throw new Error('content type: ' + contentType);
    const delimiter = Buffer.from('--' + match[1]);
    const parts = [];
    if (body.indexOf(delimiter) !== 0)
        throw new Error('does not begin with the delimiter');
    let at = delimiter.length;
    for (;;) {
        if (body.slice(at, at + 4).equals(Buffer.from('--\r\n')) && at + 4 === body.length)
            return parts;
        if (!body.slice(at, at + 2).equals(Buffer.from('\r\n')))
            throw new Error('bytes behind a delimiter at ' + at);
        const headEnd = body.indexOf('\r\n\r\n', at);
        const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), headEnd + 2);
        if (headEnd < 0 || end < 0)
            throw new Error('a part does not end');
        parts.push(describePart(body.slice(at + 2, headEnd).toString('utf8'), body.slice(headEnd + 4, end)));
        at = end + 2 + delimiter.length;
    }
}

function describePart(head, content) {
    const headers = head.split('\r\n');
    const part = { headers, size: content.length, sha256: sha256(content) };
    for (const line of headers) {
        const disposition = /^Content-Disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?$/i.exec(line);
        if (disposition) {
            part.name = disposition[1];
            if (disposition[2] !== undefined)
                part.filename = disposition[2];
        }
        const type = /^Content-Type: (.*)$/i.exec(line);
        if (type)
            part.type = type[1];
    }
    if (part.name === undefined)
        throw new Error('a part without a name: ' + head);
    if (content.length <= 4096)
        part.text = content.toString('utf8');
    return part;
}

function pairs(rawHeaders) {
    const list = [];
    for (let i = 0; i < rawHeaders.length; i += 2)
        list.push([rawHeaders[i], rawHeaders[i + 1]]);
    return list;
}

function answer(response, status, value, headers = {}) {
    const body = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);
    response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers });
    response.end(body);
}

function echo(request, response, body) {
    const result = { method: request.method, url: request.url, headers: pairs(request.rawHeaders), size: body.length, sha256: sha256(body) };
    if ((request.headers['content-type'] || '').startsWith('multipart/')) {
        try {
            result.parts = parseMultipart(body, request.headers['content-type']);
        } catch (error) {
            return answer(response, 400, { error: error.message });
        }
    }
    return answer(response, 200, result);
}

// What a body of N bytes holds, so that both sides can make it.
function pattern(size) {
    const block = Buffer.alloc(65536);
    for (let i = 0; i < block.length; ++i)
        block[i] = (i * 31 + (i >> 8)) & 255;
    return Buffer.concat(Array(Math.ceil(size / block.length)).fill(block)).slice(0, size);
}

const routes = {
    // A body of ?size= bytes, or of ?letters= times a w, named by ?name=, of ?type=; without a length if ?nolength.
    '/get': (request, response, body, query) => {
        const headers = { 'Content-Type': query.get('type') || 'application/octet-stream' };
        if (query.get('disposition'))
            headers['Content-Disposition'] = query.get('disposition');
        const content = query.has('text') ? Buffer.from(query.get('text'))
            : query.has('letters') ? Buffer.alloc(Number(query.get('letters')), 'w')
            : pattern(Number(query.get('size') || 0));
        if (!query.has('nolength'))
            headers['Content-Length'] = content.length;
        response.writeHead(Number(query.get('status') || 200), headers);
        if (query.has('cut')) {
            response.write(content.slice(0, Number(query.get('cut'))));
            setTimeout(() => response.destroy(), 100);
        } else if (query.has('hang')) {
            response.write(content.slice(0, Number(query.get('hang'))));
        } else if (query.has('slow')) {
            drip(response, content, Number(query.get('slow')));
        } else {
            response.end(content);
        }
    },
    // A status with a body, after the request was read.
    '/status': (request, response, body, query) =>
        answer(response, Number(query.get('code')), query.get('text') || '', { 'Content-Type': 'text/plain' }),
    // Reads all and says nothing, or closes.
    '/silent': () => {},
    '/close': (request) => request.socket.destroy(),
    // Answers after ?ms=.
    '/wait': (request, response, body, query) => setTimeout(() => echo(request, response, body), Number(query.get('ms'))),
    '/redirect': (request, response, body, query) => answer(response, Number(query.get('code') || 302), '', { Location: query.get('to') }),
    '/loop': (request, response) => answer(response, 302, '', { Location: '/loop' }),
    '/seen': (request, response) => answer(response, 200, seen),
};

// Node lets nobody near the socket of a session.
const socketsByPort = new Map();

function breakOff(stream) {
    socketsByPort.get(stream.session.socket.remotePort).destroy();
}

// What only HTTP/2 can do (RFC 9113).
const streams = {
    // ?of= bytes are promised (none if absent), ?size= come, and then: an end, a reset, or the end of the connection.
    '/part': (stream, query) => {
        stream.respond({ ':status': 200, ...(query.has('of') ? { 'content-length': query.get('of') } : {}) });
        const ends = {
            end: () => stream.end(),
            reset: () => stream.destroy(new Error('reset')),
            close: () => breakOff(stream),
            goaway: () => stream.session.destroy(http2.constants.NGHTTP2_INTERNAL_ERROR),
        };
        stream.write(pattern(Number(query.get('size'))), () => setTimeout(ends[query.get('then')], 50));
    },
    // No head at all.
    '/headless': (stream, query) => query.get('then') === 'close' ? breakOff(stream)
        : stream.close(http2.constants['NGHTTP2_' + query.get('then')]),
    '/hints': (stream) => {
        stream.additionalHeaders({ ':status': 103, link: '</a.css>; rel=preload' });
        stream.respond({ ':status': 200, 'content-length': 2 });
        stream.end('ok');
    },
    '/trailer': (stream, query, response) => {
        response.writeHead(200);
        response.addTrailers({ 'x-sum': '1' });
        response.end('with a trailer');
    },
    // Answers, and says that this connection takes no other request.
    '/last': (stream) => {
        stream.respond({ ':status': 200, 'content-length': 4 });
        stream.end('last');
        stream.session.goaway();
    },
    '/many': (stream) => {
        const headers = { ':status': 200 };
        for (let i = 0; i < 300; ++i)
            headers['x-' + i] = String(i);
        stream.respond(headers);
        stream.end('x');
    },
};

function drip(response, content, milliseconds) {
    const piece = Math.max(1, Math.ceil(content.length / 10));
    let at = 0;
    const timer = setInterval(() => {
        response.write(content.slice(at, at + piece));
        at += piece;
        if (at >= content.length) {
            clearInterval(timer);
            response.end();
        }
    }, milliseconds / 10);
}

function handle(request, response) {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname !== '/seen') {
        ++seen.requests;
        seen.most = Math.max(seen.most, ++seen.running);
        response.on('close', () => { --seen.running; });
        request.on('close', () => { if (!request.complete) ++seen.closedEarly; });
        seen.agents.push(request.headers['user-agent'] || '');
    }
    if (request.stream)
        request.stream.on('error', () => {});
    if (request.stream && streams[url.pathname])
        return streams[url.pathname](request.stream, url.searchParams, response);
    // Reads nothing at all: the sender must stop by itself.
    if (url.pathname === '/deaf')
        return;
    const blocks = [];
    request.on('data', (block) => blocks.push(block));
    request.on('end', () => (routes[url.pathname] || echo)(request, response, Buffer.concat(blocks), url.searchParams));
    request.on('error', () => {});
}

const [certificate, key, h2] = process.argv.slice(2);
const identity = certificate && { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) };
const server = h2 ? http2.createSecureServer({ ...identity, allowHTTP1: true, maxHeaderListPairs: 1000 }, handle)
    : certificate ? require('https').createServer(identity, handle)
    : require('http').createServer(handle);
server.on('session', (session) => {
    ++seen.sessions;
    ++seen.openSessions;
    session.on('close', () => { --seen.openSessions; });
    session.on('error', () => {});
});
server.on('sessionError', () => {});
server.on('secureConnection', (socket) => {
    const port = socket.remotePort;
    socketsByPort.set(port, socket);
    socket.on('close', () => socketsByPort.delete(port));
});
server.keepAliveTimeout = 60000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
