/**
 * Names that other programs use for features of gatelab, and features that it does not have. Used
 * for messages only: these words are never accepted as options, so that every line means what it
 * says.
 */
import type { Absent } from '../../rules/errors/command-errors.ts'

/** Options of other programs, and what to type here. Spelt without hyphens and underscores. */
const OPTIONS: Readonly<Record<string, string>> = {
  lr: 'learning-rate',
  eta: 'learning-rate',
  stepsize: 'learning-rate',
  epoch: 'steps',
  epochs: 'steps',
  iter: 'steps',
  iters: 'steps',
  iterations: 'steps',
  maxsteps: 'steps',
  updates: 'steps',
  hiddensize: 'hidden',
  hiddendim: 'hidden',
  numhidden: 'hidden',
  units: 'hidden',
  batchsize: 'batch',
  bs: 'batch',
  minibatch: 'batch',
  t: 'length',
  seqlen: 'length',
  seqlength: 'length',
  sequencelength: 'length',
  timesteps: 'length',
  lag: 'length',
  opt: 'optimizer',
  adam: 'optimizer adam',
  sgd: 'optimizer sgd',
  momentum: 'optimizer momentum',
  gradclip: 'clip',
  clipnorm: 'clip',
  maxgradnorm: 'clip',
  gradientclip: 'clip',
  forgetgatebias: 'forget-bias',
  unitforgetbias: 'forget-bias',
  inputgatebias: 'input-bias',
  cell: 'cells',
  model: 'cells',
  models: 'cells',
  rnn: 'cells rnn',
  lstm: 'cells lstm',
  gru: 'variant gru',
  peephole: 'variant peephole',
  slstm: 'variant s-lstm',
  randomseed: 'seed',
  runs: 'seeds',
  repeats: 'seeds',
  trials: 'seeds',
  vocabsize: 'symbols',
  numclasses: 'symbols',
  jobs: 'workers',
  threads: 'workers',
  numworkers: 'workers',
  j: 'workers',
  save: 'save-weights',
  checkpoint: 'results',
  out: 'report',
  output: 'report',
  o: 'report',
  csv: 'report FILE.csv',
  html: 'report FILE.html',
  file: 'data',
  dataset: 'data',
  corpus: 'text',
  language: 'lang',
  locale: 'lang',
  color: 'no-color',
  nocolour: 'no-color',
  colour: 'no-color',
  quiet: 'plain',
  silent: 'plain',
  verbose: 'debug',
  noninteractive: 'plain',
  earlystopping: 'until-solved',
  patience: 'until-solved',
}

/**
 * Missing features, by the options that would ask for them; the text tables say what there is
 * instead.
 */
const ABSENT: Readonly<Record<Absent, readonly string[]>> = {
  regularisation: [
    'dropout',
    'recurrentdropout',
    'weightdecay',
    'l1',
    'l2',
    'decay',
    'zoneout',
    'layernorm',
  ],
  layers: ['layers', 'numlayers', 'depth', 'stacked', 'bidirectional', 'bidir'],
  device: ['device', 'gpu', 'cuda', 'gpus', 'accelerator', 'mps', 'fp16', 'amp'],
}

const folded = (name: string) => name.toLowerCase().replace(/[_-]/g, '')

/** What to type here for an option of other programs, if the command takes it. */
export function synonymOf(name: string, known: readonly string[]): string | null {
  const word = folded(name)
  const here = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : null
  return here !== null && known.includes(here.split(' ')[0]) ? here : null
}

/** Gates as the literature calls them, and their letters here. */
const GATE_WORDS: Readonly<Record<string, string>> = {
  input: 'i',
  inputgate: 'i',
  forget: 'f',
  forgetgate: 'f',
  output: 'o',
  outputgate: 'o',
  candidate: 'g',
  cell: 'g',
  cellgate: 'g',
  u: 'z',
  update: 'z',
  updategate: 'z',
  reset: 'r',
  resetgate: 'r',
  new: 'n',
  newgate: 'n',
}

/** Both cells, as people say it. */
const BOTH = ['both', 'all', 'rnn+lstm', 'lstm+rnn', 'rnn/lstm', 'rnn&lstm', 'rnn;lstm', 'rnnlstm']
export const meansBoth = (typed: string): boolean => BOTH.includes(folded(typed))

/** What to type here for a word of other programs, where one of these is asked for. */
export function choiceFor(typed: string, choices: readonly string[]): string | null {
  const named = choices.includes('zh-CN') ? languageFor(typed) : null
  const word = folded(typed)
  const gate = Object.hasOwn(GATE_WORDS, word) ? GATE_WORDS[word] : null
  if (gate !== null && choices.includes(gate) && !choices.includes(word)) return gate
  return named ?? synonymOf(typed, choices)
}

/** The kind of thing that an option asks for and that gatelab does not have; null for any other. */
export function absentOf(name: string): Absent | null {
  const word = folded(name)
  const kinds = Object.keys(ABSENT) as Absent[]
  return kinds.find((kind) => ABSENT[kind].includes(word)) ?? null
}

/** Commands of other programs and shells. */
const COMMANDS: Readonly<Record<string, string>> = {
  bye: 'quit',
  q: 'quit',
  logout: 'quit',
  run: 'compare',
  start: 'compare',
  test: 'check',
  lessons: 'learn',
  lesson: 'learn',
  lab: 'repl',
  shell: 'repl',
  list: 'tasks',
  ls: 'tasks',
  options: 'help',
  man: 'help',
  '?': 'help',
  plot: 'gradient',
  backward: 'gradient',
  grad: 'gradient',
  freeze: 'clamp',
  cut: 'sever',
  fit: 'train',
  status: 'show',
  config: 'set',
}
export const commandFor = (name: string): string | null => {
  const word = name.toLowerCase()
  return Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : null
}

/** Languages as environments and people name them. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  english: 'en',
  enus: 'en',
  engb: 'en',
  chinese: 'zh-CN',
  cn: 'zh-CN',
  zhhans: 'zh-CN',
  zhsg: 'zh-CN',
  mandarin: 'zh-CN',
  中文: 'zh-CN',
  汉语: 'zh-CN',
}
const languageFor = (name: string): string | null => {
  const word = folded(name.replace(/\..*$/, ''))
  return Object.hasOwn(LANGUAGE_NAMES, word) ? LANGUAGE_NAMES[word] : null
}
