'use strict';
// Servers that people run, each as a process of its own that serves the folder `www` below `work`, with as few settings
// as it starts with: what they say of a file is to be what they say everywhere.
const { spawn } = require('child_process');
const fs = require('fs');
const net = require('net');
const path = require('path');

const asRoot = process.getuid() === 0;

function find(program) {
    for (const folder of [...process.env.PATH.split(':'), '/usr/sbin', '/sbin'])
        if (fs.existsSync(path.join(folder, program)))
            return path.join(folder, program);
    return null;
}

const configurations = {
    nginx: (work, port) => `
        ${asRoot ? 'user root;' : ''}
        daemon off;
        pid ${work}/nginx.pid;
        events {}
        http {
            access_log off;
            client_body_temp_path ${work}/t1; proxy_temp_path ${work}/t2; fastcgi_temp_path ${work}/t3;
            uwsgi_temp_path ${work}/t4; scgi_temp_path ${work}/t5;
            sendfile on;
            server { listen 127.0.0.1:${port}; root ${work}/www; }
        }`,
    apache: (work, port) => `
        ServerName 127.0.0.1
        Listen 127.0.0.1:${port}
        PidFile ${work}/apache.pid
        ErrorLog ${work}/apache.log
        Mutex file:${work}
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        ${asRoot ? 'User www-data\nGroup www-data' : ''}
        DocumentRoot ${work}/www`,
    caddy: (work, port) => `
        {
            admin off
            auto_https off
        }
        http://127.0.0.1:${port} {
            root * ${work}/www
            file_server
        }`,
    lighttpd: (work, port) => `
        server.document-root = "${work}/www"
        server.bind = "127.0.0.1"
        server.port = ${port}
        server.errorlog = "${work}/lighttpd.log"
        mimetype.assign = (".bin" => "application/octet-stream")`, // without a type it sends no ETag
};

const servers = {
    nginx: { program: 'nginx', args: (work, conf) => ['-p', work, '-e', `${work}/nginx.log`, '-c', conf] },
    apache: { program: 'apache2', args: (work, conf) => ['-d', work, '-f', conf, '-DFOREGROUND'] },
    caddy: { program: 'caddy', args: (work, conf) => ['run', '--config', conf, '--adapter', 'caddyfile'] },
    // remembers: for a second or two it goes on serving what a file was, with its old ETag.
    lighttpd: { program: 'lighttpd', args: (work, conf) => ['-D', '-f', conf], remembers: true },
    node: { program: 'node', args: (work, conf, port) => [path.join(__dirname, 'fileserver.js'), `${work}/www`, port] },
    ferry: { args: (work, conf, port) => ['serve', '--port', port, '--root', `${work}/www`], prefix: '/files' },
};

function freePort() {
    return new Promise((resolve) => {
        const server = net.createServer();
        server.listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

function answers(port) {
    return new Promise((resolve) => {
        const socket = net.connect(port, '127.0.0.1');
        socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
        socket.on('connect', () => socket.destroy());
    });
}

// Starts it. Gives { port, prefix, remembers, stop() }, or { missing } with the reason.
async function startServer(name, ferry, work) {
    const { program, args, prefix, remembers } = servers[name];
    const executable = program ? find(program) : ferry;
    if (!executable)
        return { missing: `${program} is not installed` };
    const port = await freePort();
    const conf = path.join(work, `${name}.conf`);
    if (configurations[name])
        fs.writeFileSync(conf, configurations[name](work, port));
    const output = fs.openSync(path.join(work, `${name}.out`), 'w');
    const env = { ...process.env, HOME: work, XDG_DATA_HOME: work, XDG_CONFIG_HOME: work, XDG_CACHE_HOME: work };
    const child = spawn(executable, args(work, conf, port).map(String), { stdio: ['ignore', output, output], env });
    process.on('exit', () => child.kill('SIGKILL'));
    const ended = new Promise((resolve) => child.on('exit', resolve));
    for (let i = 0; i < 200 && child.exitCode === null; ++i) {
        if (await answers(port))
            break;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (child.exitCode !== null)
        return { missing: `it does not start: ${fs.readFileSync(path.join(work, `${name}.out`), 'utf8').slice(0, 500)}` };
    const stop = async () => {
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
        await ended;
        clearTimeout(timer);
    };
    return { port, prefix: prefix || '', remembers, stop };
}

module.exports = { names: Object.keys(servers), startServer };
