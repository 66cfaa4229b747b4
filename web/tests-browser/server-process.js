/** Prints the process id of the server that an installation's home records. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const record = JSON.parse(readFileSync(path.join(process.argv[2], 'run', 'server.json'), 'utf8'));
console.log(record.Process.Id);
