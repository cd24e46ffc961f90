// Running programs side by side: seconds, processor time and memory of each run, and what the runs of two programs say
// together. Every comparison takes turns (A B, B A, ...), so that whatever else the machine does meets both.
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');

// One run. command: [program, ...arguments]; before and after are called around it and not counted.
// Gives { seconds, cpu (user and system, of the program and its children), peak (KiB resident) }.
function once(command, { cwd, env } = {}) {
    const facts = path.join(cwd, `time.${process.pid}`);
    return new Promise((resolve, reject) => {
        const begin = process.hrtime.bigint();
        const child = spawn('/usr/bin/time', ['-q', '-o', facts, '-f', '%U %S %M', ...command],
            { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
        let said = '';
        child.stderr.on('data', (data) => { said = (said + data).slice(-4000); });
        child.on('error', reject);
        child.on('exit', (code) => {
            const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
            if (code !== 0) {
                reject(new Error(`${command.slice(0, 12).join(' ')} ended with ${code}: ${said}`));
                return;
            }
            const [user, system, peak] = fs.readFileSync(facts, 'utf8').trim().split(' ').map(Number);
            fs.rmSync(facts);
            resolve({ seconds, cpu: user + system, peak });
        });
    });
}

// Several at once, as one run: until the last has ended.
async function together(commands, options) {
    const begin = process.hrtime.bigint();
    const children = commands.map((command) => new Promise((resolve, reject) => {
        const child = spawn(command[0], command.slice(1), { cwd: options.cwd, stdio: 'ignore' });
        child.on('error', reject);
        child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command[0]} ended with ${code}`))));
    }));
    await Promise.all(children);
    return { seconds: Number(process.hrtime.bigint() - begin) / 1e9, cpu: NaN, peak: NaN };
}

// Runs each contestant `rounds` times in turns, after one round that only warms up. contestants: { name: () => Promise<run> }.
// Gives { name: [run, ...] }.
async function inTurns(contestants, rounds) {
    const names = Object.keys(contestants);
    const runs = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = 0; round <= rounds; ++round) {
        const order = round % 2 ? names : [...names].reverse();
        for (const name of order) {
            const run = await contestants[name]();
            if (round > 0)
                runs[name].push(run);
        }
        process.stderr.write('.');
    }
    return runs;
}

function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// "12.3 (11.0 to 14.1)"
function withSpread(values, digits = 0) {
    const f = (value) => value.toFixed(digits);
    return `${f(median(values))} (${f(Math.min(...values))} to ${f(Math.max(...values))})`;
}

// How many times better: the median over the rounds of theirs / ours, each round's pair having run one after the other.
function advantage(ours, theirs, what = 'seconds') {
    return median(ours.map((run, i) => theirs[i][what] / run[what]));
}

module.exports = { once, together, inTurns, median, withSpread, advantage };
