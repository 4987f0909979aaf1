/**
 * What the contract test runs: small, with fixed seeds. Each scene has a folder of its own, and its
 * steps are run in order.
 */

import { CONVERSATION_COMMANDS, SHELL_COMMANDS } from '../../src/commands/session/command-table.ts'
import { file, json, type Scene, text, words } from './steps.ts'

/** One thread: a second one takes longer to start than these take. */
const SMALL = '--workers 1 --hidden 2 --batch 4 --steps 4 --eval-every 2'
const DIVERGING =
  '--workers 1 --hidden 2 --batch 4 --steps 30 --eval-every 30 --optimizer sgd --learning-rate 1e6 --clip none'
const ADDING = `compare adding --length 4 ${SMALL} --seeds 2`
const INSPECT = 'inspect lstm-small.safetensors --input lstm-small.json'
const UNTRAINED = 'task adding --length 4; set hidden 2; set batch 4'

export const COMMANDS = SHELL_COMMANDS.map(({ name }) => name)
export const LAB_COMMANDS = CONVERSATION_COMMANDS.map(({ name }) => name)

export const SCENES: readonly Scene[] = [
  {
    name: 'a comparison, its results and its reports',
    steps: [
      json(`${ADDING} --results out --save-weights weights`, 'report', 'report'),
      file('out/results.jsonl', 'run', 'run', { kind: 'lines' }),
      file('weights/lstm-seed1.safetensors', 'weights', 'weights', { metadata: 'gatelab' }),
      // From here on with the seconds of the stored lines, so that no text depends on the machine.
      json(`${ADDING} --results out --resume`, 'report', 'report'),
      json('report out', 'report', 'report'),
      json('merge out --report made.json', 'report', 'report'),
      file('made.json', 'report', 'report'),
      text(`${ADDING} --results out --resume --plain`, 'compare'),
      text('report out', 'report'),
      {
        args: words(
          'report out --report made.md --report made.csv --report made.html --report made.svg',
        ),
      },
      { args: [], file: 'made.md', as: 'report.md', kind: 'text' },
      { args: [], file: 'made.csv', as: 'report.csv', kind: 'text' },
      { args: [], file: 'made.html', as: 'report.html', kind: 'text' },
      { args: [], file: 'made.svg', as: 'report.svg', kind: 'text' },
      { args: words('report out --expect lstm --json'), code: 1 },
      json(
        'inspect weights/rnn-seed1.safetensors --input case.json',
        'inspection-rnn',
        'inspection',
      ),
    ],
  },
  {
    name: 'other comparisons',
    steps: [
      json(
        `compare adding --length 4 ${SMALL} --seeds 1 --fair all --tune 2`,
        'report-tuned',
        'report',
      ),
      json(`compare anbn --length 2 ${SMALL} --seed 1 --variant coupled`, 'report-reach', 'report'),
      json(`compare adding --length 3,4 ${SMALL} --seeds 1 --results swept`, 'sweep', 'sweep'),
      text('report swept', 'sweep'),
      json(`compare adding --length 4 ${DIVERGING} --seed 1`, 'report-diverged', 'report', {
        code: 1,
      }),
    ],
  },
  {
    name: 'files of your own',
    steps: [
      json('tasks --data data.jsonl', 'own-data', 'own-data'),
      json('tasks --data data.csv', 'own-data-csv', 'own-data'),
      json('tasks --series series.csv', 'own-data-series', 'own-data'),
      json('tasks --text text.txt', 'own-data-text', 'own-data'),
      text('tasks --data data.jsonl', 'own-data'),
      text('tasks --data data.csv', 'own-data-csv'),
      text('tasks --series series.csv', 'own-data-series'),
      text('tasks --text text.txt', 'own-data-text'),
      json(`compare --data data.jsonl ${SMALL} --seeds 2`, 'report-data', 'report'),
      json(
        `compare --series series.csv ${SMALL} --seeds 1 --results series`,
        'report-series',
        'report',
      ),
      text('report series --series series.csv', 'report-series'),
    ],
  },
  {
    name: 'tasks and certificates',
    steps: [
      json('tasks', 'tasks', 'tasks'),
      text('tasks', 'tasks'),
      json('tasks temporal-order', 'tasks-example', 'tasks'),
      text('tasks temporal-order', 'tasks-example'),
      json(
        'tasks adding --certify --length 4 --guesses 20 --workers 1',
        'certificate',
        'certificate',
      ),
      text('tasks adding --certify --length 4 --guesses 20 --workers 1', 'certificate'),
    ],
  },
  {
    name: 'inspect',
    steps: [
      json(INSPECT, 'inspection', 'inspection'),
      text(`${INSPECT} --plain`, 'inspect'),
      json(`${INSPECT} --of 'h[-1].norm'`, 'stack-inspection', 'stack-inspection'),
      text(`${INSPECT} --of 'h[-1].norm' --plain`, 'stack'),
      file('case.json', 'case', 'case'),
      json('inspect lstm-small.safetensors', 'net', 'net'),
      text('inspect lstm-small.safetensors --plain', 'net'),
    ],
  },
  {
    name: 'presets',
    steps: [
      json('compare --preset list', 'presets', 'presets'),
      text('compare --preset list', 'presets'),
      json(
        'compare --preset gradient-at-start --shard 1/100 --workers 1 --results preset',
        'preset',
        'preset',
      ),
      file('preset/preset.json', 'preset-results', 'preset-results'),
      json(
        'compare --preset hochreiter1997-two-sequence --shard 3/100 --workers 1 --results trials',
        'preset-trials',
        'preset',
      ),
      file('trials/two/trials-3-of-100.jsonl', 'unit', 'unit', { kind: 'lines' }),
      text('report trials', 'preset'),
    ],
  },
  {
    name: 'lessons',
    steps: [
      json('learn', 'lessons', 'lessons'),
      text('learn --plain', 'learn'),
      json('review', 'review', 'review'),
      text('review --plain', 'review'),
      json('learn --report learner.json', 'written', 'written'),
      file('learner.json', 'learner', 'learner'),
      json('class learner.json', 'class', 'class'),
      text('class learner.json', 'class'),
      json('class learner.json nobody.json', 'class-refused', 'class', { code: 2 }),
      file('state/gatelab/progress.json', 'progress', 'progress'),
      { args: words('learn --new tiny') },
      json('learn ./tiny', 'lesson', 'lesson'),
      text('learn ./tiny --plain', 'lesson'),
      json('check ./tiny --mutants --challenges', 'check', 'check'),
      text('check ./tiny --mutants --challenges', 'check'),
      { args: words('check ./tiny --reporter junit'), as: 'check.junit', kind: 'text' },
      { args: words('check ./tiny --reporter tap'), as: 'check.tap', kind: 'text' },
      json('check ./broken', 'check-problem', 'check', { code: 2 }),
    ],
  },
  {
    name: 'the lab',
    steps: [
      json('repl session.gatelab --keep-going', 'transcript', 'transcript', {
        kind: 'lines',
        code: 1,
      }),
      file('bench.gatelab', 'workbench', 'workbench', { metadata: 'state' }),
      file('net.safetensors', 'weights-lab', 'weights', { metadata: 'gatelab' }),
      json('memory', 'lab-result', 'lab-result'),
      json(
        `repl --execute '${UNTRAINED}; compare --steps 2 --seeds 1'`,
        'transcript-compare',
        'transcript',
        {
          kind: 'lines',
        },
      ),
      text('repl session.gatelab --keep-going', 'lab', { code: 1 }),
    ],
  },
  {
    name: 'help and version',
    steps: [
      { args: ['--version'], as: 'version', kind: 'text' },
      json('--version', 'version', 'version'),
      text('--help', 'help'),
      ...COMMANDS.map((command) =>
        text(`${command} --help`, `help-${command}`, { screenReader: undefined }),
      ),
      text('clamp --help', 'help-clamp', { screenReader: undefined }),
      text(
        `repl --execute '${[...COMMANDS, ...LAB_COMMANDS].map((one) => `help ${one}`).join('; ')}'`,
        'help-lab',
      ),
    ],
  },
]

/** Lines that are refused, or that fail; each with the exit code that it must have. */
export const REFUSED: readonly (readonly [line: string, code: number])[] = [
  ['nonsense', 2],
  ['--nonsense', 2],
  ['--lang fr', 2],
  ['compare nonsense', 2],
  ['compare adding recall', 2],
  ['compare --steps abc', 2],
  ['compare --steps 0', 2],
  ['compare --steps 4 --steps 5', 2],
  ['compare --lr 0.1', 2],
  ['compare --cells gru', 2],
  ['compare --seeds 5..1', 2],
  ['compare adding --window 5', 2],
  ['compare --expect maybe', 2],
  ['compare --report made.pdf', 2],
  ['compare --preset nothing', 2],
  ['compare --preset gradient-at-start --steps 4', 2],
  ['compare --data nothing.jsonl', 2],
  ['compare --data text.txt', 2],
  ['compare --series series.csv --column nothing', 2],
  ['compare adding --shard 3/2', 2],
  [`compare adding --length 4 ${SMALL} --seeds 2 --expect lstm`, 1],
  ['tasks nothing', 2],
  ['tasks --data series.csv', 2],
  ['inspect', 2],
  ['inspect nothing.safetensors --input case.json', 2],
  ['inspect nothing.safetensors', 2],
  ['inspect lstm-small.safetensors --of h[-1].norm', 2],
  ['inspect lstm-small.safetensors --batch-first', 2],
  ['inspect lstm-small.safetensors --back', 2],
  ['inspect case.json --input case.json', 2],
  ['inspect lstm-small.safetensors --input series.csv', 2],
  ['inspect lstm-small.safetensors --input case.json', 2],
  ['report nothing', 2],
  ['report series.csv', 2],
  ['merge state', 2],
  ['learn nothing', 2],
  ['check nothing', 2],
  ['check ./broken', 2],
  ['repl nothing', 2],
  ["repl --execute 'clamp f hundred'", 1],
  ['clamp x 1', 2],
  ['train 0', 2],
  ['load series.csv', 2],
  ['set hidden 0', 2],
  ['undo', 2],
].map(([line, code]) => [line as string, code as number])
