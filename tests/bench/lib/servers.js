// The other sides of the measurements, all on loopback with their files in memory: nginx for downloads, a sink for
// uploads, and a server that thinks for a while before it answers.
'use strict';
const { spawn, spawnSync } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const net = require('net');
const path = require('path');

const children = [];
process.on('exit', () => children.forEach((child) => child.kill()));

function must(command, args, extra = {}) {
    const result = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', ...extra });
    if (result.error || result.status !== 0)
        throw new Error(`${command} ${args.join(' ')}: ${result.error ? result.error.message : result.stderr}`);
}

function makeCertificate(place) {
    const at = (name) => path.join(place, name);
    fs.writeFileSync(at('server.ext'), 'subjectAltName=IP:127.0.0.1\n');
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    must('openssl', ['req', '-x509', '-days', '2', '-subj', '/CN=Ferry bench root', '-keyout', at('root.key'), '-out', at('root.pem'), ...key]);
    must('openssl', ['req', '-subj', '/CN=127.0.0.1', '-keyout', at('server.key'), '-out', at('server.csr'), ...key]);
    must('openssl', ['x509', '-req', '-days', '2', '-in', at('server.csr'), '-CA', at('root.pem'), '-CAkey', at('root.key'),
        '-set_serial', '7', '-extfile', at('server.ext'), '-out', at('server.pem')]);
}

// Bytes that do not compress and do not repeat.
function makeFile(file, size) {
    const descriptor = fs.openSync(file, 'w');
    const block = crypto.randomBytes(Math.min(size, 8 * 1024 * 1024));
    for (let written = 0; written < size; written += block.length) {
        block.writeUInt32LE(written / block.length, 0);
        fs.writeSync(descriptor, block, 0, Math.min(block.length, size - written));
    }
    // The tag of a file younger than a minute tells nothing (see core/engine/README.md), and published files are older.
    const lastHour = Date.now() / 1000 - 3600;
    fs.futimesSync(descriptor, lastHour, lastHour);
    fs.closeSync(descriptor);
}

// Plain numbered files; their paths.
function makeFiles(directory, count, size) {
    fs.mkdirSync(directory, { recursive: true });
    const content = crypto.randomBytes(size);
    const paths = [];
    for (let i = 0; i < count; ++i) {
        content.writeUInt32LE(i, 0);
        const file = path.join(directory, `${i}.bin`);
        fs.writeFileSync(file, content);
        paths.push(file);
    }
    return paths;
}

function freePort() {
    return new Promise((resolve) => {
        const server = net.createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

function waitForPort(port, tries = 200) {
    return new Promise((resolve, reject) => {
        const attempt = () => {
            const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(); });
            socket.on('error', () => (--tries > 0 ? setTimeout(attempt, 50) : reject(new Error(`nothing listens on port ${port}`))));
        };
        attempt();
    });
}

// nginx over place/www; /capped/ is the same at 20 MiB/s for each connection, /gigabit/ at 100 MiB/s.
async function startNginx(place) {
    const ports = { http: await freePort(), https: await freePort() };
    const capped = (name, rate) => `location /${name}/ { alias ${place}/www/; limit_rate ${rate}m; limit_rate_after 0; }`;
    fs.writeFileSync(path.join(place, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1; daemon off; pid ${place}/nginx.pid; error_log ${place}/nginx.log;
events { worker_connections 512; }
http {
    access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream; root ${place}/www;
    keepalive_requests 100000;
    client_body_temp_path ${place}/t1; proxy_temp_path ${place}/t2; fastcgi_temp_path ${place}/t3;
    uwsgi_temp_path ${place}/t4; scgi_temp_path ${place}/t5;
    ssl_certificate ${place}/server.pem; ssl_certificate_key ${place}/server.key;
    server {
        listen 127.0.0.1:${ports.http}; listen 127.0.0.1:${ports.https} ssl;
        ${capped('capped', 20)} ${capped('gigabit', 100)}
    }
}
`);
    const nginx = fs.existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx';
    children.push(spawn(nginx, ['-p', place, '-e', path.join(place, 'nginx.log'), '-c', path.join(place, 'nginx.conf')], { stdio: 'inherit' }));
    await waitForPort(ports.https);
    return ports;
}

// args: a certificate and its key for https.
function startSink(build, args = []) {
    return new Promise((resolve, reject) => {
        const sink = spawn(path.join(build, 'tests/bench/ferry_bench_sink'), args, { stdio: ['pipe', 'pipe', 'inherit'] });
        sink.on('error', reject);
        sink.stdout.once('data', (data) => resolve(Number(data)));
        children.push(sink);
    });
}

// Answers everything with 1 KiB after so many milliseconds; its port.
function startThinker(milliseconds) {
    return new Promise((resolve) => {
        const answer = Buffer.alloc(1024, 'x');
        const server = http.createServer((request, response) => {
            request.resume();
            setTimeout(() => response.end(answer), milliseconds);
        });
        server.keepAliveTimeout = 60000;
        server.listen(0, '127.0.0.1', () => resolve(server.address().port));
    });
}

module.exports = { makeCertificate, makeFile, makeFiles, startNginx, startSink, startThinker };
