/** Terms of this program. */
import type { Term } from './glossary-term.ts'

export const program = {
  task: {
    name: 'task',
    also: ['tasks', 'problem'],
    means:
      'A rule that draws sequences, what is asked of them, and when that counts as solved. `gatelab tasks` lists them.',
  },
  solved: {
    name: 'solved',
    also: ['solved at', 'unsolved'],
    means:
      "The metric on held-out data has passed the task's bound. Solved at is the first evaluation at which it had; it can be lost again.",
  },
  diverged: {
    name: 'diverged',
    also: ['divergence', 'NaN'],
    means:
      'Loss or gradient is no longer a finite number; the run ends there, and the others go on.',
  },
  evaluation: {
    name: 'evaluation',
    also: ['look', 'eval'],
    means:
      'A measurement on held-out data in the course of training, every `--eval-every` update steps: loss, metric, gradient profile.',
  },
  run: { name: 'run', also: ['runs'], means: 'One cell trained with one seed.' },
  spec: {
    name: 'spec',
    also: ['settings', 'specification'],
    means:
      'Everything that decides the numbers of a run: task, cell, sizes, optimiser, seed, surgery. The same spec gives the same bits.',
  },
  digest: {
    name: 'digest',
    also: ['SHA-256', 'hash'],
    means: 'The SHA-256 of the final weights, or of a file of yours. Equal digests: the same bits.',
  },
  verdict: {
    name: 'verdict',
    also: ['better', 'no difference shown'],
    means:
      'What a comparison concludes, for two questions apart: did it solve, how far did it get. A cell is BETTER, or NO DIFFERENCE is SHOWN. Of one cell at several settings each is held against the first.',
  },
  comparison: {
    name: 'comparison',
    also: ['compare', 'fair', 'sweep'],
    means:
      'Both cells on the same seeds. With lists of values it is a sweep: a comparison at each combination.',
  },
  'difficulty-report': {
    name: 'difficulty report',
    also: ['certificate', 'difficulty', 'certify', 'random guessing'],
    means:
      'What solves a task without anything being learned over time: a constant, the last input, the sum of inputs, random weights (`certificate` in JSON).',
  },
  preset: {
    name: 'preset',
    also: ['presets', 'reproduces', 'right order'],
    means:
      'What a paper reports, made again by one command, with a rule fixed beforehand for what counts as reproduced.',
  },
  shard: {
    name: 'shard',
    also: ['shards', 'merge'],
    means:
      'Part k of n of a plan, always the same runs, for one machine of several. `merge` joins them.',
  },
  lesson: {
    name: 'lesson',
    also: ['lessons'],
    means:
      'A script of lab commands with words, predictions and claims, which a learner plays and `check` runs unattended.',
  },
  claim: {
    name: 'claim',
    also: ['claims', 'assertion'],
    means:
      'A statement of a lesson as an expression over measured numbers, with bounds; `check` measures it.',
  },
  mutant: {
    name: 'mutant',
    also: ['mutants', 'mutation'],
    means:
      'A lesson broken on purpose. A claim must fail on it, else it would hold whatever is true.',
  },
  challenge: {
    name: 'challenge',
    also: ['challenges'],
    means:
      'What a sceptic would try against a claim: a longer training, other seeds, settings, lengths or tasks. A claim says over which it holds, and `check --challenges` shows it.',
  },
  prediction: {
    name: 'prediction',
    also: ['predict', 'confidence'],
    means:
      'What a learner says beforehand, with how sure: a choice, a number or a curve. Sure and wrong comes back in `review`.',
  },
  workbench: {
    name: 'workbench',
    also: ['lab', 'bench'],
    means:
      'The state of the lab: a spec with one seed, an RNN and an LSTM, how far they are trained, surgery, and an undo history.',
  },
  probe: {
    name: 'probe',
    also: ['probes', 'walk', 'attribution'],
    means:
      'A command that measures and changes nothing: gradient, gates, state, memory, walk, attribution.',
  },
  surgery: {
    name: 'surgery',
    also: ['intervention', 'operation', 'release'],
    means:
      'A change inside the LSTM that forward pass and BPTT follow exactly: clamp, scale, sever, plain output. `release` takes it back.',
  },
  clamp: {
    name: 'clamp',
    means:
      'Surgery that gives a gate a fixed value, whatever comes in. No gradient passes the gate then.',
  },
  scale: {
    name: 'scale',
    means: 'Surgery that multiplies a gate, and the gradient through it, by a factor.',
  },
  sever: {
    name: 'sever',
    also: ['cut', 'detach', 'stop gradient'],
    means:
      'Surgery that cuts a path: the belt (f_t⊙c_{t−1} is left out) or the gates (h_{t−1} is kept from them). With `--backward` only the derivative is cut.',
  },
  belt: {
    name: 'belt',
    also: ['conveyor belt', 'cell path'],
    means:
      'The cell-state path (constant error carousel) from c_t back to c_{t−1}, and the part of ∂L/∂c_t that comes along it: b_t = f_{t+1}⊙b_{t+1} + the loss’s own part.',
  },
  rest: {
    name: 'rest',
    also: ['through gates and h'],
    means:
      'The part of ∂L/∂c_t that comes back through gates and h, and not along the belt. belt + rest = ∂L/∂c_t, as vectors.',
  },
  variant: {
    name: 'variant',
    also: ['variants', 'coupled', 'no-forget'],
    means:
      'An LSTM that lacks something or has it otherwise, as in the literature, or a GRU in its place.',
  },
  receipt: {
    name: 'receipt',
    means:
      'How the last result of the lab came about: the lines that make it again, and its digest. `receipt --check` makes it again and compares.',
  },
  textbook: {
    name: 'textbook',
    also: ['reference', 'reference engine'],
    means:
      'The same cells once more in plain float64 TypeScript, to be read; the reference to which the fast kernels are held.',
  },
  kernel: {
    name: 'kernel',
    also: ['kernels', 'WebAssembly'],
    means:
      'The fast float32 code of a training step, in WebAssembly SIMD. Its bits are the same on every machine.',
  },
  worker: {
    name: 'worker',
    also: ['workers', 'thread', 'threads'],
    means: 'A thread that trains. How many there are never changes a result.',
  },
} as const satisfies Readonly<Record<string, Term>>
