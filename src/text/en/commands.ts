/** Help, and what the command line says. */
import { options } from './command-options.ts'

export const commands = {
  program:
    'A teaching laboratory in the terminal: a tanh RNN and an LSTM train side by side, and their gradients are measured.',
  usage: (line: string) => `Usage: ${line}`,
  usageLine: (command: string) => `gatelab ${command} [options]`,
  usageInLab: (command: string) => `${command} [options]`,
  anyCommand: '<command>',
  commandsTitle: 'Commands:',
  labTitle: "The lab's commands, in the REPL and here:",
  benchTitle: 'Commands of the lab:',
  alsoTitle: 'Also here, as in a shell:',
  optionsTitle: 'Options:',
  commonTitle: 'Common options:',
  argumentsTitle: 'Arguments:',
  examplesTitle: 'Examples:',
  defaultIs: (value: string) => `[default: ${value}]`,
  choicesAre: (values: string) => `[one of: ${values}]`,
  required: '[required]',
  more: 'gatelab <command> --help tells what a command takes. NO_COLOR turns colours off; INK_SCREEN_READER=true turns screens into words for a screen reader.',
  moreInLab: 'help <command> or <term> tells more. Tab completes.',
  summaries: {
    learn: 'Learn: play the lessons, or one of them; write a new one; report what was done',
    review: 'Review the questions that were answered wrongly with confidence',
    compare: 'Train both cells side by side and see which one learns, and why',
    repl: 'Open the lab: both cells on a workbench, command by command; or run a file of commands',
    check: 'Check lessons unattended: run them, measure and assert every claim',
    class:
      "Put learners' reports together: what a class predicted, where it stopped, who needs a word",
    inspect:
      'Look inside a net of your own: what it remembers; on a batch: gates, gradient profile',
    report: 'Make a report of results again, without running anything',
    merge: 'Join folders of results into one report; mixed plans, doubles and gaps are refused',
    tasks:
      'List the tasks: what they are, their source, their baseline, when they count as solved; certify how difficult',
    task: 'Put a task on the workbench, with options if wanted',
    set: 'Change one setting of the workbench',
    seed: 'Set the seed of weights and data',
    variant: 'Choose a variant of the LSTM from the literature',
    show: "Show the workbench; `show math` prints the last walk's equations with their numbers, `show code` the cells' equations with the lines of PyTorch and of the float64 reference",
    train: 'Train both cells for so many steps',
    until: 'Train both cells until the task counts as solved',
    reset: 'Start both nets anew and undo all surgery',
    example: 'Draw one sequence of the task: its cues, what is wanted, what each net answers now',
    gradient:
      'Measure the gradient at every time step, with the part along the belt apart; or itemised --by-loss or --by-lag',
    verify: 'Check the gradient against finite differences, on these very weights',
    walk: 'Step through one sequence, or its gradient --back: the cell as a diagram with the numbers of one unit',
    jacobian:
      'By how much each time step, and all of them from t to T, can lengthen a gradient: norms of Jacobians',
    gates: 'Draw the gates over time and units, and a histogram of the forget gate',
    state: 'Draw the states over time and units',
    context: 'Measure how much of a text each net uses, by how many characters it has seen',
    memory: 'Measure how many time steps each unit remembers, and what the task needs',
    attribution: 'Find the inputs that the answer depends on',
    dial: 'Turn a gate, the forget bias, the lag or the scale of W_hh and see what it would do; nothing is kept until Enter',
    clamp: 'Fix a gate at a value',
    scale: 'Multiply a gate by a factor',
    sever:
      'Cut a path: the belt, or the one through the gates; with --backward for the gradient alone',
    plain: "Leave out the tanh at the LSTM's output",
    weight: 'Set weights by hand: all entries of a matrix, or a part; such a net starts at step 0',
    release: 'Undo surgery: all of it, or on one gate or path',
    undo: 'Undo the last change of the workbench',
    redo: 'Do again what was undone',
    diff: 'Show what the last changes have changed',
    history: 'List the changes of the workbench',
    receipt: 'Show how the last result came about, and the line that makes it again',
    save: 'Save the workbench to a file',
    load: 'Load a saved workbench',
    export: 'Write weights, data or the last picture to a file',
    lang: 'Choose the language',
    help: 'Show help: for all commands or one; what a term means; all terms with `help glossary`',
    quit: 'Leave the lab',
    exit: 'Leave the lab, as quit does',
  },
  /** By name, or by command and name where one name stands for different things. */
  arguments: {
    task: 'The task; `gatelab tasks` lists them',
    'tasks task': 'The task; all of them where none is named',
    lesson: 'A lesson by its name, or a folder; the list of lessons where none is named',
    results: 'Files of results, or folders with them',
    reports: "Learners' reports, or folders with them",
    folders: 'Folders of results',
    lessons: 'Lessons by name, file or folder; all lessons where none is named',
    weights: 'A safetensors file with the weights of a one-layer RNN, LSTM or GRU and its readout',
    option: "The setting, named as the task's option is",
    value: 'The value: 1 is an open gate, 0 a closed one',
    'set value': 'Its value; on or off for a setting that takes none',
    'scale value': 'The factor',
    seed: 'The seed',
    variant: 'The variant; standard is the LSTM with all its gates',
    'example number': 'Which of the held-out sequences, or `random`',
    'show what':
      'math: the equations of the last walk; code: equations and the code that computes them',
    'verify what': 'gradient',
    'plain what': 'output',
    'weight name':
      'W_ih from the inputs, W_hh from h_{t−1}, b the bias; V and a of the readout p = V h + a',
    'weight numbers': 'One number for all of them, or one for each, row by row: -5,5,0',
    'release what': 'A gate, belt, gates or output; all surgery where none is named',
    'export what':
      'What to write: the weights of one cell, the numbers or the picture of the last result',
    steps: 'Optimiser updates; those of the workbench where no number is given',
    goal: 'solved',
    'dial what': 'A gate; forget-bias, lag (the length T), scale (of W_hh)',
    'dial from': 'The value, or the first one of a table',
    'dial to': 'The last value of a table',
    'dial count': 'How many values from first to last; 6 where no number is given',
    t: 'The time step',
    gate: 'The gate: i input, f forget, o output, g candidate; of a GRU r reset, z update, n candidate',
    path: 'belt: from c_t to c_{t-1} through the forget gate; gates: from the gates to h_{t-1}',
    back: 'How many changes to look back; 1 where no number is given',
    file: 'The file',
    'repl file': 'A file with a line for each command; without it, lines are typed or piped in',
    'export file':
      'The file; its ending says how it is written: .safetensors, .onnx, .keras, .csv, .json, .svg, .txt',
    language: 'The language',
    topic: 'A command, a term such as readout or half-life, or glossary for all terms',
  },
  options,
  defaults: { length: "the task's", symbols: "the task's", task: 'adding', workers: 'all cores' },
  planning: (points: number, of: number) =>
    `Planning: ${points.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} points.`,
  internalError: (what: string) => `gatelab failed: ${what}`,
  narrowKernels:
    'This Node got a known answer wrong with vectors of 256 bits; 128 are used, and the results are right.',
  debugHint: 'Run it again with --debug to see where.',
  progress: (cell: string, seed: number, result: string) => `${cell} seed ${seed}: ${result}`,
  status: {
    solved: (step: number) => `solved at step ${step}`,
    unsolved: (steps: number) => `not solved in ${steps} steps`,
    diverged: (step: number) => `diverged at step ${step}`,
  },
  benchProgress: (cell: string, step: number, loss: string, metric: string) =>
    `${cell} step ${step}: loss ${loss}, metric ${metric}`,
  certifying: (tasks: number, guesses: number) =>
    `Certifying ${tasks} ${tasks === 1 ? 'task' : 'tasks'}, up to ${guesses} guesses each …`,
  certified: (task: string, length: number, left: number) =>
    `${task}, T = ${length}: done, ${left} to go`,
  /** How far `inspect` has come. */
  inspected: {
    measure: (done: number, of: number) =>
      `Measuring: ${done} of ${of} recurrent ${of === 1 ? 'matrix' : 'matrices'} done`,
    forward: (done: number, of: number) => `Forward: ${done} of ${of} time steps`,
    back: (done: number, of: number) => `Back: ${done} of ${of} time steps`,
  },
  planned: (runs: number, points: number, task: string, facts: readonly string[]) =>
    [
      `${runs} ${runs === 1 ? 'run' : 'runs'} on ${task}${points > 1 ? ` at ${points} points` : ''}`,
      ...facts,
    ].join(', '),
  ofPlan: (planned: number) => `of ${planned} in the whole plan`,
  alreadyDone: (done: number) => `${done} of them there already`,
  firstSearch: (trials: number) =>
    `after ${trials} ${trials === 1 ? 'run' : 'runs'} of the search for settings`,
  /** A first guess. */
  takes: (duration: string, threads: number) =>
    `about ${duration} on ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  duration: (seconds: number) => {
    if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
    if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
    return seconds < 36 * 3600
      ? `${Math.round(seconds / 3600)} h`
      : `${Math.round(seconds / 86400)} days`
  },
  trial: (experiment: string, seed: number, sequences: number, done: number, of: number) =>
    `Experiment ${experiment}, seed ${seed}: ${sequences} sequences (${done} of ${of})`,
  part: (part: number, of: number) => `Part ${part} of ${of}:`,
  wrote: (path: string) => `Wrote ${path}.`,
  kept: (results: number, directory: string) =>
    `stopped; ${results.toLocaleString('en-US')} results are in ${directory}. \`gatelab report ${directory}\` makes their report, and the same line with --resume goes on.`,
}
export type CommandTexts = typeof commands
