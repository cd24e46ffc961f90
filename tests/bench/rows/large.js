// One large file at a time, each way, and what it costs: speed, processor time, memory.
'use strict';
const fs = require('fs');
const path = require('path');
const { once, inTurns, withSpread, advantage, median } = require('../lib/measure.js');

const MiB = 1024 * 1024;

// Programs by name -> commands; ferry first. The files that a download leaves are removed after each run.
async function race(bench, commands) {
    const contestants = {};
    for (const [name, command] of Object.entries(commands)) {
        contestants[name] = async () => {
            bench.touchMemory();
            const run = await once(command, { cwd: bench.place });
            bench.removeOutput();
            return run;
        };
    }
    return inTurns(contestants, bench.rounds);
}

function speeds(bench, runs) {
    return withSpread(runs.map((run) => bench.size / run.seconds / MiB));
}

function speedRow(bench, what, runs, other, baseline, goal) {
    return { what, ours: `${speeds(bench, runs.ferry)} MiB/s`, theirs: `${other} ${speeds(bench, runs[other])} MiB/s`,
        value: advantage(runs.ferry, runs[other]), baseline, goal };
}

function cpuRow(bench, what, runs, baseline, goal) {
    const perGiB = (list) => withSpread(list.map((run) => run.cpu * 1024 * MiB / bench.size), 2);
    return { what: `CPU seconds a GiB, ${what}`, ours: perGiB(runs.ferry), theirs: `curl ${perGiB(runs.curl)}`,
        value: 1 / advantage(runs.ferry, runs.curl, 'cpu'), baseline, goal, less: true };
}

function memoryRow(all) {
    const peak = Math.max(...all.flatMap((runs) => runs.ferry.map((run) => run.peak))) / 1024;
    const curl = Math.max(...all.flatMap((runs) => (runs.curl || []).map((run) => run.peak))) / 1024;
    return { what: 'peak memory of a terminal transfer, MiB', ours: peak.toFixed(1), theirs: `curl ${curl.toFixed(1)}`,
        value: peak, unit: 'MiB', baseline: 40, goal: 26, less: true };
}

module.exports = async function large(bench) {
    const file = bench.largeFile();
    const name = path.basename(file);
    const from = (scheme) => `${scheme}://127.0.0.1:${bench.ports[scheme]}/${name}`;
    const to = (scheme) => `${scheme}://127.0.0.1:${bench.sinks[scheme]}/up`;
    const down = (scheme, ...extra) => bench.ferryCommand('download', ...extra, '-o', 'out.ferry', from(scheme));
    const curlDown = (scheme) => ['curl', '-sSf', ...bench.roots, '-o', 'out.curl', from(scheme)];
    const aria = (...args) => ['aria2c', '-q', '--file-allocation=none', '--allow-overwrite=true', '-d', bench.place, '-o', 'out.aria', ...args, from('http')];
    const curlUp = (scheme) => ['curl', '-sSf', ...bench.roots, '-H', 'Expect:', '-F', `file=@${file}`, to(scheme)];
    const rows = [];

    const http = await race(bench, { ferry: down('http', '--segments', '1'), curl: curlDown('http'), 'aria2c -x1': aria('-x1', '-s1') });
    rows.push(speedRow(bench, 'http download', http, 'curl', 1.2, 1.6));
    rows.push(speedRow(bench, 'http download', http, 'aria2c -x1', 1.6, 2.2));
    const four = await race(bench, { ferry: down('http', '--segments', '4'), 'aria2c -x4 -s4': aria('-x4', '-s4') });
    rows.push(speedRow(bench, 'http download, 4 segments', four, 'aria2c -x4 -s4', 1.3, 2.0));
    const https = await race(bench, { ferry: down('https', '--segments', '1'), curl: curlDown('https') });
    rows.push(speedRow(bench, 'https download', https, 'curl', 0.9, 1.15));
    const up = await race(bench, { ferry: bench.ferryCommand('upload', to('http'), file), curl: curlUp('http') });
    rows.push(speedRow(bench, 'form upload, http', up, 'curl', 0.95, 1.15));
    const upTls = await race(bench, { ferry: bench.ferryCommand('upload', to('https'), file), curl: curlUp('https') });
    rows.push(speedRow(bench, 'form upload, https', upTls, 'curl', 0.9, 1.05));
    rows.push(cpuRow(bench, 'http down', http, 1.0, 0.7));
    rows.push(cpuRow(bench, 'https down', https, 1.2, 1.0));
    rows.push(cpuRow(bench, 'http up', up, 1.1, 0.95));
    rows.push(memoryRow([http, four, https, up, upTls]));
    return rows;
};
module.exports.title = 'one large file';
