// Many at once: large uploads, thousands of tiny files each way, and a server that takes its time.
'use strict';
const fs = require('fs');
const path = require('path');
const { once, together, inTurns, withSpread, advantage } = require('../lib/measure.js');

async function tenUploads(bench) {
    const size = bench.quick ? 32 : 128;
    const files = Array.from({ length: 10 }, (_, i) => bench.fileOf(size * 1024 * 1024, `ten${i}`));
    const url = `http://127.0.0.1:${bench.sinks.http}/up`;
    const runs = await inTurns({
        ferry: () => once(bench.ferryCommand('upload', url, ...files), { cwd: bench.place }),
        curl: () => together(files.map((file) => ['curl', '-sSf', '-H', 'Expect:', '-F', `file=@${file}`, url]), { cwd: bench.place }),
    }, bench.rounds);
    files.forEach((file) => fs.rmSync(file));
    const speed = (list) => withSpread(list.map((r) => size * 10 / r.seconds));
    return { what: `10 uploads of ${size} MiB at once`, ours: `${speed(runs.ferry)} MiB/s`, theirs: `10 curls ${speed(runs.curl)} MiB/s`,
        value: advantage(runs.ferry, runs.curl), baseline: 1.0, goal: 1.6 };
}

// The lists are read from files: a command line of thousands would measure the shell's limits.
async function tinyDownloads(bench, names, count) {
    const base = `http://127.0.0.1:${bench.ports.http}/tiny/`;
    const out = path.join(bench.place, 'tiny.out');
    const urls = names.map((name) => base + name);
    const curlList = path.join(bench.place, 'tiny.curl');
    fs.writeFileSync(curlList, names.map((name) => `url = "${base}${name}"\noutput = "${out}/${name}"\n`).join(''));
    const ariaList = path.join(bench.place, 'tiny.aria');
    fs.writeFileSync(ariaList, urls.join('\n'));
    const into = (command) => async () => {
        bench.touchMemory();
        fs.mkdirSync(out);
        const facts = await once(command, { cwd: bench.place });
        const arrived = fs.readdirSync(out).length;
        if (arrived !== count)
            throw new Error(`${command[0]} brought ${arrived} of ${count} files`);
        fs.rmSync(out, { recursive: true });
        return facts;
    };
    const runs = await inTurns({
        ferry: into(bench.ferryCommand('download', '-d', out, ...urls)),
        curl: into(['curl', '-sSf', '--parallel', '--parallel-max', '10', '-K', curlList]),
        aria: into(['aria2c', '-q', '-j10', '--file-allocation=none', '-d', out, '-i', ariaList]),
    }, bench.rounds);
    const rate = (list) => withSpread(list.map((r) => count / r.seconds));
    const what = `${count} x 10 KiB downloads, 10 at once, files a second`;
    return [
        { what, ours: rate(runs.ferry), theirs: `curl --parallel ${rate(runs.curl)}`, value: advantage(runs.ferry, runs.curl), baseline: 0.55, goal: 1.0 },
        { what, ours: rate(runs.ferry), theirs: `aria2c -j10 ${rate(runs.aria)}`, value: advantage(runs.ferry, runs.aria), baseline: 1.5, goal: 2.7 },
    ];
}

async function tinyUploads(bench, files, count) {
    const url = `http://127.0.0.1:${bench.sinks.http}/up`;
    const curlList = path.join(bench.place, 'tinyup.curl');
    const block = (file) => `url = "${url}"\nform = "file=@${file}"\noutput = "/dev/null"\n`;
    fs.writeFileSync(curlList, files.map(block).join('next\n'));
    const runs = await inTurns({
        ferry: () => once(bench.ferryCommand('upload', url, ...files), { cwd: bench.place }),
        curl: () => once(['curl', '-sSf', '--parallel', '--parallel-max', '10', '-K', curlList], { cwd: bench.place }),
    }, bench.rounds);
    const rate = (list) => withSpread(list.map((r) => count / r.seconds));
    return { what: `${count} x 10 KiB form uploads, files a second`, ours: rate(runs.ferry), theirs: `curl --parallel ${rate(runs.curl)}`,
        value: advantage(runs.ferry, runs.curl), baseline: 0.8, goal: 1.1 };
}

async function thinkingServer(bench) {
    const urls = Array.from({ length: 60 }, (_, i) => `http://127.0.0.1:${bench.thinker}/${i}.bin`);
    const out = path.join(bench.place, 'slow.out');
    const into = (command) => async () => {
        fs.mkdirSync(out);
        const facts = await once(command, { cwd: bench.place });
        fs.rmSync(out, { recursive: true });
        return facts;
    };
    const curlArgs = urls.flatMap((url, i) => ['-o', `${out}/${i}`, url]);
    const runs = await inTurns({
        ferry: into(bench.ferryCommand('download', '-d', out, ...urls)),
        curl: into(['curl', '-sSf', '--parallel', '--parallel-immediate', '--parallel-max', '10', ...curlArgs]),
    }, bench.rounds);
    const seconds = (list) => withSpread(list.map((r) => r.seconds), 2);
    return { what: '60 requests to a server that takes 200 ms, 10 at once, seconds', ours: seconds(runs.ferry), theirs: `curl ${seconds(runs.curl)}`,
        value: advantage(runs.ferry, runs.curl), baseline: 0.98, goal: 1.05 };
}

async function oneTinyFile(bench, name) {
    const url = `http://127.0.0.1:${bench.ports.http}/tiny/${name}`;
    const run = (command) => async () => {
        const facts = await once(command, { cwd: bench.place });
        bench.removeOutput();
        return facts;
    };
    const runs = await inTurns({
        ferry: run(bench.ferryCommand('download', '-o', 'out.ferry', url)),
        curl: run(['curl', '-sSf', '-o', 'out.curl', url]),
    }, bench.quick ? 7 : 15);
    const ms = (list) => withSpread(list.map((r) => r.seconds * 1000));
    return { what: 'download of one small file, whole process, ms', ours: ms(runs.ferry), theirs: `curl ${ms(runs.curl)}`,
        value: 1 / advantage(runs.ferry, runs.curl), unit: 'x', baseline: 4, goal: 2, less: true };
}

module.exports = async function many(bench) {
    const count = bench.quick ? 2000 : 10000;
    const files = bench.tinyFiles(count);
    const names = files.map((file) => path.basename(file));
    return [
        await tenUploads(bench),
        ...await tinyDownloads(bench, names, count),
        await tinyUploads(bench, files, count),
        await thinkingServer(bench),
        await oneTinyFile(bench, names[0]),
    ];
};
module.exports.title = 'many at once';
