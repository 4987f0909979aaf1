// As much of Slurm as a script of ours asks for: `sbatch [options] script [arguments]`, run here
// and now. The script is copied, as Slurm does; each task gets its variables and appends to its own
// file. A task that a signal ends stands for one whose node failed: it is put into the queue again
// if the script asks for that. CUT_SHORT is what the second task of an array finds in NODE_OPTIONS
// the first time.
import { spawnSync } from 'node:child_process'
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const fail = (words) => {
  console.error(`sbatch: error: ${words}`)
  process.exit(1)
}

/** The options of sbatch that are understood here; long ones, with a value or without. */
const OPTION =
  /^--(?:(parsable|requeue)|(array=\d+-\d+|dependency=afterany:\d+|job-name=\S+|cpus-per-task=\d+|mem-per-cpu=\d+[KMGT]?|time=(?:\d+-)?\d+:\d\d:\d\d|open-mode=(?:append|truncate)))$/

function read(words) {
  const options = {}
  for (const word of words) {
    const [, flag, valued] = OPTION.exec(word) ?? fail(`unrecognized option '${word}'`)
    const [name, value] = flag ? [flag, true] : valued.split('=')
    options[name] = value
  }
  return options
}

const words = process.argv.slice(2)
const at = words.findIndex((word) => !word.startsWith('--'))
const [script, ...given] = words.slice(at)
const lines = readFileSync(script, 'utf8').split('\n')
const commandAt = lines.findIndex((line) => line !== '' && !line.startsWith('#'))
const directives = lines.slice(0, commandAt).filter((line) => line.startsWith('#SBATCH '))
const options = {
  ...read(directives.map((line) => line.slice(8).trim())),
  ...read(words.slice(0, at)),
}

const spool = join(process.cwd(), 'spool')
const jobs = existsSync(join(spool, 'jobs'))
  ? readFileSync(join(spool, 'jobs'), 'utf8').trim().split('\n')
  : []
const after = options.dependency?.split(':')[1]
if (after && !jobs.includes(after)) fail('Job dependency problem')
const id = String(40 + jobs.length)
mkdirSync(join(spool, id), { recursive: true })
appendFileSync(join(spool, 'jobs'), `${id}\n`)
const copy = join(spool, id, 'slurm_script')
copyFileSync(script, copy)

/** Runs it once; true where a signal ended it. */
function run(variables, output) {
  const { SLURM_ARRAY_TASK_ID: task } = variables
  const env = {
    ...process.env,
    SLURM_JOB_ID: id,
    SLURM_CPUS_PER_TASK: options['cpus-per-task'],
    ...variables,
  }
  if (task === '2' && !variables.SLURM_RESTART_COUNT && process.env.CUT_SHORT)
    env.NODE_OPTIONS = process.env.CUT_SHORT
  const { stdout, stderr, signal } = spawnSync('/bin/sh', [copy, ...given], {
    env,
    encoding: 'utf8',
  })
  appendFileSync(output, stdout + stderr)
  return signal !== null
}

const [first, last] = options.array?.split('-').map(Number) ?? [null, null]
for (let task = first; task === null || task <= last; task++) {
  const array = {
    SLURM_ARRAY_JOB_ID: id,
    SLURM_ARRAY_TASK_ID: String(task),
    SLURM_ARRAY_TASK_COUNT: String(last - first + 1),
  }
  const variables = task === null ? {} : array
  const output = task === null ? `slurm-${id}.out` : `slurm-${id}_${task}.out`
  if (run(variables, output) && options.requeue)
    run({ ...variables, SLURM_RESTART_COUNT: '1' }, output)
  if (task === null) break
}
console.log(options.parsable ? `${id};here` : `Submitted batch job ${id}`)
