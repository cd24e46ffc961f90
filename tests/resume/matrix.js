'use strict';
// The rounds of the script `run`: see there.
const { spawn } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const { Proxy } = require('./proxy.js');
const { names, startServer } = require('./servers.js');

const options = process.argv.slice(2);
const ferry = path.resolve(options.shift());
const isLong = options.includes('--long');
const seed = Number((options.find((o) => o.startsWith('--seed=')) || '').slice(7)) || Date.now() % 1000000;
const segments = options.find((o) => o.startsWith('--segments='));
const wanted = options.filter((o) => !o.startsWith('--'));
const rounds = isLong ? 20 : 2;
const size = 3000000;
const killRate = 1000000; // bytes a second of each connection while a kill is near: what a second is worth

// The same rounds for the same seed.
let state = seed;
function random(below) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
}

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'ferry-resume-'));
fs.chmodSync(work, 0o755); // some servers change their user
fs.mkdirSync(path.join(work, 'www'));
const served = path.join(work, 'www', 'data.bin');
const out = path.join(work, 'out');
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => process.exit(1));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

function sha256(file) {
    return crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

const hourAgo = () => Date.now() / 1000 - 3600 - random(1000);

// How the file changes between the cut and the second run; `time`: the file's before.
const changes = {
    'another length': (time) => write(size + 1 + random(1000), time + 60),
    'the same length': (time) => write(size, time + 60),
    'the same length, within one second': (time) => {
        const second = Math.floor(time);
        write(size, second + (time - second > 0.5 ? 0.25 : 0.75));
    },
    'the same length, in place': (time) => {
        fs.writeFileSync(served, crypto.randomBytes(size));
        fs.utimesSync(served, time + 60, time + 60);
    },
};

// A new file in place of the old one, as programs that save with care do it.
function write(length, time) {
    const beside = path.join(work, 'new');
    fs.writeFileSync(beside, crypto.randomBytes(length));
    fs.utimesSync(beside, time, time);
    fs.renameSync(beside, served);
}

function run(url, child) {
    return new Promise((resolve) => {
        const args = ['download', '-q', '--retry', '0', '--profile-dir', path.join(work, 'profile'), '-o', 'out.bin', url];
        if (segments)
            args.splice(1, 0, '--segments', segments.slice(11));
        child.process = spawn(ferry, args, { cwd: out, stdio: ['ignore', 'ignore', 'pipe'] });
        child.words = '';
        child.process.stderr.on('data', (text) => { child.words += text; });
        child.process.on('exit', (code, signal) => resolve(code === null ? signal : code));
    });
}

// Each way to end a run before its time: what happens, and how the run is to end then.
const accidents = {
    close: { act: (clients) => clients.forEach((client) => client.end()), end: 1 },
    reset: { act: (clients) => clients.forEach((client) => client.resetAndDestroy()), end: 1 },
    SIGINT: { act: (clients, child) => child.process.kill('SIGINT'), end: 130, rate: killRate },
    SIGKILL: { act: (clients, child) => child.process.kill('SIGKILL'), end: 'SIGKILL', rate: killRate },
};

// The ETag and the length that the server gives for the file.
function says(server) {
    return new Promise((resolve, reject) => {
        const where = { host: '127.0.0.1', port: server.port, path: `${server.prefix}/data.bin`, method: 'HEAD', agent: false };
        http.request(where, (response) => {
            response.resume();
            resolve(`${response.headers.etag} for ${response.headers['content-length']} bytes`);
        }).on('error', reject).end();
    });
}

// Until the server has seen it too.
async function makeChange(server, change) {
    const before = server.remembers ? await says(server) : '';
    change();
    for (let i = 0; server.remembers && i < 100 && await says(server) === before; ++i)
        await new Promise((resolve) => setTimeout(resolve, 50));
}

async function cutAndGoOn(url, server, proxy, accident, change) {
    const faults = [];
    const child = {};
    fs.rmSync(out, { recursive: true, force: true });
    fs.mkdirSync(out);
    const isFresh = change === 'the same length, within one second';
    const time = isFresh ? Date.now() / 1000 : hourAgo();
    await makeChange(server, () => write(size, time));
    const { act, end, rate } = accidents[accident];
    const after = 1000 + random(size - 1000);
    proxy.begin({ after, rate, accident: (clients) => act(clients, child) });
    const firstEnd = await run(url, child);
    if (firstEnd !== end)
        faults.push(`the first run ended with ${firstEnd}: ${child.words}`);
    if (fs.existsSync(path.join(out, 'out.bin')))
        faults.push('something has the name of the file before it is whole');
    const before = proxy.bodyBytes;
    if (change)
        await makeChange(server, () => changes[change](time));
    proxy.begin();
    const secondEnd = await run(url, child);
    if (secondEnd !== 0)
        faults.push(`the second run ended with ${secondEnd}: ${child.words}`);
    const left = fs.readdirSync(out);
    if (left.length !== 1 || left[0] !== 'out.bin')
        faults.push(`in the folder: ${left}`);
    else if (sha256(path.join(out, 'out.bin')) !== sha256(served))
        faults.push('THE FILE IS NOT THE SERVER\'S');
    const asked = proxy.heads.some((head) => /^range:/im.test(head));
    return { faults, after, asked, again: before + proxy.bodyBytes - size, wentOn: proxy.bodyBytes < size };
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

async function testServer(name) {
    const server = await startServer(name, ferry, work);
    if (server.missing) {
        console.log(`${name}: left out, ${server.missing}`);
        return 0;
    }
    const proxy = new Proxy(server.port);
    const url = `http://127.0.0.1:${await proxy.listen()}${server.prefix}/data.bin`;
    let wrong = 0;
    write(size, hourAgo());
    const old = await says(server);
    await makeChange(server, () => write(size, Date.now() / 1000));
    console.log(`${name}: ETag ${old}; ${await says(server)} that are new`);
    for (const changed of [false, true]) {
        const tally = { wentOn: 0, cuts: 0, again: {} };
        for (let round = 0; round < rounds; ++round) {
            const accident = Object.keys(accidents)[(isLong ? round : 3 * round) % 4];
            const change = changed ? Object.keys(changes)[isLong ? Math.floor(round / 4) % 4 : 2 - (round % 2)] : null;
            const result = await cutAndGoOn(url, server, proxy, accident, change);
            ++tally.cuts;
            tally.wentOn += result.wentOn ? 1 : 0;
            tally.again[accident] = Math.max(tally.again[accident] || 0, result.again);
            wrong += result.faults.length > 0 ? 1 : 0;
            for (const fault of result.faults)
                console.log(`FAULT in ${name}, ${accident} after ${result.after}, ${change || 'unchanged'}: ${fault}`);
        }
        const most = Object.entries(tally.again).map(([accident, bytes]) => `${accident} ${kilobytes(bytes)}`);
        console.log(`${name}, ${changed ? 'changed' : 'same'} file: ${tally.cuts} cuts, ${tally.wentOn} went on` +
            (changed ? '' : `; fetched twice at most: ${most.join(', ')}`));
        if (!changed && tally.wentOn === 0) {
            console.log(`FAULT in ${name}: it never went on`);
            ++wrong;
        }
    }
    proxy.close();
    await server.stop();
    return wrong;
}

(async () => {
    console.log(`seed ${seed}`);
    let wrong = 0;
    for (const name of wanted.length > 0 ? wanted : names)
        wrong += await testServer(name);
    console.log(`${wrong} faults`);
    process.exit(wrong === 0 ? 0 : 1);
})();
