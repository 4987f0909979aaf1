/**
 * What was understood of a file of one's own. Numbers come in as they are to be printed, names as
 * they may be shown.
 */
import { quote } from '../../rules/shell-quote.ts'
import { ownSeries } from './own-series.ts'

const n = (value: number) => value.toLocaleString('en-US')
const items = (count: number, one: string, many = `${one}s`) =>
  `${n(count)} ${count === 1 ? one : many}`
const some = (names: readonly string[], count: number) =>
  names.join(', ') + (count > names.length ? ` and ${n(count - names.length)} more` : '')

const SEPARATORS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}
const WHERE = { last: 'at the last step', every: 'at every step', some: 'at some steps' }
const BECAUSE = {
  text: 'classes are texts',
  column: 'the column says so by its name',
  list: 'numbers stand in lists',
  whole: 'all are whole numbers',
  fractions: 'not all are whole numbers',
  many: 'whole numbers of so many kinds are hardly classes',
  option: 'that was asked for',
}
const WHY = {
  'row-numbers': 'row numbers without a name',
  empty: 'empty',
  ignored: 'asked for',
}

/** Parts of a file, of so many sequences; how many are in several, and in none. */
interface HeldOut {
  readonly parts: number
  readonly fewest: number
  readonly most: number
  readonly again?: number
  readonly never?: number
}

/** Classes that may mean nothing; the words that mean it already. */
interface Nothing {
  readonly names: readonly string[]
  readonly count: number
  readonly words?: readonly string[]
}

/** Characters that became one symbol; how many of them never come in training. */
interface Rest {
  readonly count: number
  readonly share: string
  readonly untrained?: number
}

/** Inputs or answers far from −1 to 1. */
interface Far {
  readonly names: readonly string[]
  readonly count: number
  readonly min: string
  readonly max: string
}

export const ownData = {
  series: ownSeries,
  /** At the start of a line of the table. */
  labels: {
    file: 'File',
    sequences: 'Sequences',
    series: 'Series',
    inputs: 'Inputs',
    asked: 'Asked',
    classes: 'Classes',
    numbers: 'Answers',
    nothing: 'Not asked',
    leftOut: 'Left out',
    characters: 'Characters',
    symbols: 'Symbols',
    heldOut: 'Held out',
    standardize: 'Standardised',
    baseline: 'Baseline',
    odd: 'Odd',
  },
  title: (path: string) => `What was understood of ${path}:`,
  format: (
    format: 'csv' | 'json-lines' | 'text' | 'series',
    separator: string | null,
    decimalComma: boolean,
    digest: string,
  ) => {
    const cells =
      separator === null ? '' : `, ${SEPARATORS[separator] ?? `"${separator}"`} between cells`
    const name = { csv: 'CSV', 'json-lines': 'JSON lines', text: 'a text', series: 'a series' }[
      format
    ]
    return `${name}${cells}${decimalComma ? ', decimal commas' : ''}; SHA-256 ${digest}`
  },
  sequences: (count: number, { min, median, max }: { min: number; median: number; max: number }) =>
    min === max
      ? `${n(count)}, of ${items(min, 'time step')} each`
      : `${n(count)}, of ${n(min)} to ${items(max, 'time step')} (median ${n(median)})`,
  spread: (name: string, min: string, max: string, mean: string, deviation: string) =>
    min === max
      ? `${name}: always ${min}`
      : `${name}: ${min} to ${max} (mean ${mean}, deviation ${deviation})`,
  /** An input or a number of an answer that has no name. */
  unnamed: (place: number) => `number ${place}`,
  more: (count: number) => `and ${n(count)} more`,
  asked: (
    kind: 'classes' | 'numbers',
    outputs: number,
    where: keyof typeof WHERE,
    asked: number,
    all: number,
  ) => {
    const what =
      kind === 'classes' ? 'a class' : outputs === 1 ? 'a number' : `${n(outputs)} numbers`
    return where === 'some'
      ? `${what} at ${n(asked)} of ${n(all)} steps`
      : `${what} ${WHERE[where]}`
  },
  because: (asked: string, by: keyof typeof BECAUSE, other: string | null) =>
    `${asked} (${BECAUSE[by]}${other === null ? '' : `; --${other} reads ${other}`})`,
  class: (label: string, count: number) => `${label} ${n(count)}`,
  nothing: (word: string, count: number) =>
    word === '' ? `${items(count, 'empty cell')}` : `${items(count, 'answer')} "${word}"`,
  nothingIs: (list: string) => `${list}: nothing is asked there`,
  rows: (count: number) => items(count, 'empty row'),
  unanswered: (count: number) => `${items(count, 'sequence')} of which nothing is asked`,
  column: (name: string, why: keyof typeof WHY) => `column "${name}" (${WHY[why]})`,
  /** `again`: sequences that several parts hold out, so that each has each class. */
  heldOut: ({ parts, fewest, most, again = 0, never = 0 }: HeldOut) =>
    `each sequence${never > 0 ? ` but ${n(never)}` : ''} once${again > 0 ? `, ${n(again)} of them in several parts, so that each has their classes` : ''}: ${items(parts, 'part')} of ${fewest === most ? n(most) : `${n(fewest)} to ${n(most)}`}, a part for each seed in turn`,
  /** `answers`: they are numbers, and brought to deviation 1, too. */
  standardize: (answers: boolean, classes: boolean) =>
    `each input less its mean and divided by its deviation, so that it has mean 0 and deviation 1; both are those of the sequences that a seed trains on, and what is held out goes by the same numbers${answers ? '. Answers are brought there, too, by one deviation for all; errors are told in the file’s own units' : classes ? '. Classes stay as they are' : ''}`,
  heldOutText: (count: number) => `the last ${items(count, 'character')}, a tenth`,
  constant: (metric: string, value: string) => `${metric} ${value} of the best constant answer`,
  pairs: (value: string) => `${value} of a table of pairs of characters`,
  characters: (count: number, different: number) =>
    `${n(count)}, ${n(different)} different ones where it is trained`,
  symbols: (own: number, symbols: number) =>
    symbols === own
      ? `${n(own)}, a character each`
      : `${n(symbols)}: ${items(own, 'character')}, and one symbol for all others`,
  rest: (count: number, share: string) =>
    `${items(count, 'character')} (${share}) became the symbol for all others`,
  odd: {
    'inputs-far': ({ names, count, min, max }: Far) =>
      `${count === 1 ? 'input' : 'inputs'} ${some(names, count)} ${count === 1 ? 'lies' : 'lie'} far from −1 to 1 (${min} to ${max}), where nets learn badly: --standardize brings them there, or write them smaller`,
    'answers-far': ({ names, count, min, max }: Far) =>
      `${count === 1 ? 'answer' : 'answers'} ${some(names, count)} ${count === 1 ? 'lies' : 'lie'} far from −1 to 1 (${min} to ${max}), which takes a readout long to reach: --standardize brings them there`,
    'inputs-tiny': ({ most }: { most: string }) =>
      `no input is larger than ${most}, which hardly moves a net: --standardize brings them to −1 to 1, or write them larger`,
    'inputs-constant': ({ names, count }: { names: readonly string[]; count: number }) =>
      count === 1
        ? `input ${names[0]} never changes, so it says nothing`
        : `inputs ${some(names, count)} never change, so they say nothing`,
    'one-class': ({ label, share }: { label: string; share: string }) =>
      `${share} of the answers are ${label}; accuracy tells little there`,
    'class-once': ({ names, count }: { names: readonly string[]; count: number }) =>
      `${count === 1 ? 'the class' : 'the classes'} ${some(names, count)} ${count === 1 ? 'comes' : 'come'} once, so ${count === 1 ? 'it is' : 'they are'} trained on and never held out`,
    'class-nothing': ({ names, count, words = [] }: Nothing) =>
      `${count === 1 ? 'a class is' : 'classes are'} called ${some(names, count)}; if that means nothing is asked, say --missing ${quote([...words, ...names].join(','))}`,
    'many-classes': ({ count }: { count: number }) =>
      `whole numbers were read as ${n(count)} classes; if they are amounts, say --numbers`,
    'few-values': ({ count }: { count: number }) =>
      `the answers are ${items(count, 'whole number')} only; if they are classes, say --classes`,
    'list-at-the-end': ({ count }: { count: number }) =>
      `each answer has ${n(count)} numbers, as many as there are steps, and was read as numbers of the last step; if they are one for each step, say --numbers`,
    duplicates: ({ count }: { count: number }) =>
      `${items(count, 'sequence')} came before with the same answer, so what is held out may be known from training`,
    contradictions: ({ count }: { count: number }) =>
      `${items(count, 'sequence')} came before with another answer, which nothing can learn`,
    'last-tenth': ({
      distance,
      usual,
      unseen,
      isFar,
    }: {
      distance: string
      usual: string
      unseen: string
      isFar: boolean
    }) =>
      `the last tenth, which is held out, is unlike the rest: ${isFar ? `${distance} bits from it where other tenths have at most ${usual}, and ` : ''}${unseen} of its characters never come before`,
    rest: ({ count, share, untrained = 0 }: Rest) =>
      `${items(count, 'character')} (${share}) became one symbol${untrained === count ? ', since they never come where it is trained' : '; --symbols takes more'}`,
  },
  /** In one line, when a comparison starts. */
  briefly: (path: string, what: string, asked: string, inputs: string | null) =>
    `${path}: ${what}${inputs === null ? '' : `; ${inputs}`}; ${asked}.`,
  brieflySequences: (count: number, min: number, max: number) =>
    `${items(count, 'sequence')} of ${min === max ? items(min, 'step') : `${n(min)} to ${items(max, 'step')}`}`,
  brieflyInputs: (count: number, min: string, max: string) =>
    `${items(count, 'input')} from ${min} to ${max}`,
  brieflyClasses: (asked: string, classes: number) =>
    `${asked} (${items(classes, 'class', 'classes')})`,
  brieflyText: (characters: number, symbols: number) =>
    `${items(characters, 'character')} as ${items(symbols, 'symbol')}`,
  nextCharacter: 'the next character at every step',
  notable: (sentence: string) => `Odd: ${sentence}.`,
  /** How many more things are odd, and how to see them. */
  details: (more: number, option: string) =>
    ` ${more === 1 ? 'One more thing' : `${n(more)} more things`}: gatelab tasks --${option} with this file tells.`,
  colon: ': ',
  stop: '.',
}
