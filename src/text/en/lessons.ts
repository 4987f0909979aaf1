/** What is said of lessons by those who check them. */
import type {
  Inner,
  LessonErrorCode,
  LessonErrorDetails,
} from '../../lessons/format/lesson-error.ts'
import type { InputErrorCode } from '../../rules/input-error.ts'
import { expression, field } from './lesson-faults.ts'
import { inputErrors } from './refusals.ts'

/** The input error's own sentence. */
const why = ({ code, facts }: LessonErrorDetails['lesson-line']['refusal']) =>
  (inputErrors[code as InputErrorCode] as (facts: unknown) => string)(facts)

type LessonErrorTexts = {
  readonly [C in LessonErrorCode]: (facts: LessonErrorDetails[C]) => string
}

const WHAT = {
  step: 'step',
  claim: 'claim',
  mutant: 'mutant',
  challenge: 'challenge',
  result: 'result',
  line: 'line',
  lesson: 'lesson',
}
/** Why an archive is not taken. */
const ARCHIVE = {
  gzip: 'it is damaged',
  tar: 'it is damaged, or no tar',
  'too-large': 'more than 1 MiB is in it',
  none: 'it has no lesson.yaml at its top or in one folder',
  several: 'it has several; pack each by itself',
  twice: 'it has a file twice',
} as const

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such lesson, file or folder',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads nowhere',
  'not-a-file': 'it is a pipe or a device, and no file',
  'utf-8': 'it is not UTF-8 text',
}

/** By the codes of the YAML library. */
const YAML: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'a name after * that nothing has; write out what is meant',
  BAD_DQ_ESCAPE: 'an escape that YAML does not have; put the text in single quotes',
  BAD_INDENT:
    'the indentation does not fit; everything of one list or mapping begins in the same column',
  BAD_SCALAR_START: 'a value cannot begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'there is a second colon in the line; put the value in quotes',
  DUPLICATE_KEY: 'a field is given twice; keep one of them',
  MISSING_CHAR: 'a bracket, a quote, a comma or a blank is missing here',
  MULTILINE_IMPLICIT_KEY: 'a field and its colon must stand in one line',
  MULTIPLE_DOCS: 'a lesson is one document; take out the line ---',
  TAB_AS_INDENT: 'a tab; indent with blanks',
  TAG_RESOLVE_FAILED: 'a tag (!…), which lessons have not; take it out',
  UNEXPECTED_TOKEN: 'something stands here that does not belong; a text with : # [ { needs quotes',
}

const inner = ({ code, facts }: Inner): string =>
  (problems[code] as (facts: unknown) => string)(facts)
const heading = (step: string) => (step === '# …' ? 'the title (# …)' : `## ${step}`)
const LIMITS = {
  letters: (most: number) =>
    `a block of more than ${most} letters; put an empty line between its parts`,
  marks: (most: number) =>
    `a block with more than ${most} marks such as * _ [ \`; put an empty line between its parts`,
  depth: (most: number) =>
    `more than ${most} lists or quotations within one another; take some out`,
}
const WANTS = { number: 'a finite number', truth: 'true or false' }

const problems: LessonErrorTexts = {
  'lesson-missing': ({ reason, nearest, numbers }) =>
    numbers !== undefined
      ? `there is no such lesson; lessons are numbered 0 to ${numbers}.`
      : `cannot be read: ${REASONS[reason] ?? reason}${nearest ? `; did you mean the lesson ${nearest}?` : '.'}`,
  'lesson-outside': () =>
    'is a link out of the lesson’s folder; the files of a lesson stand in its folder themselves.',
  'lesson-page': () => 'is no lesson; give the folder of the lesson, or its lesson.yaml.',
  'lesson-archive': ({ problem }) => `is no archive of a lesson: ${ARCHIVE[problem]}.`,
  'lesson-too-large': ({ bytes, limit }) =>
    `has ${bytes} bytes; a lesson's file may have ${limit}.`,
  'lesson-empty': ({ format }) => `is empty; a lesson begins with format: ${format}.`,
  'lesson-yaml': ({ code }) =>
    `is not YAML here: ${YAML[code] ?? 'this cannot be read; compare with the guide for authors'}.`,
  'lesson-alias': ({ name }) =>
    `stands for another part by its name (*${name}); lessons write out what they mean.`,
  'lesson-field': ({ path, fault }) => `${path === '' ? '' : `${path}: `}${field(fault)}.`,
  'lesson-control': () => 'a control character, which no lesson needs; take it out.',
  'lesson-repeated': ({ what, id }) =>
    `there are two ${WHAT[what]}s with the name ${id}; names are given once.`,
  'lesson-unknown': ({ what, id, by }) =>
    `${by} names the ${WHAT[what]} ${id}, and there is none; name one that is there.`,
  'lesson-order': ({ step, shown }) =>
    `the prediction ${step} must come before the step ${shown} that shows its outcome.`,
  'lesson-comparison': ({ claim }) =>
    `the claim ${claim} needs one of: below, above (or both), near with within, holds: true.`,
  'lesson-predict': ({ step }) => `the prediction ${step} needs one of: choose, number, curve.`,
  'lesson-axis': ({ step, from, to }) =>
    `the axis of ${step} goes from ${from} to ${to}; from must be less than to.`,
  'lesson-right-and-wrong': ({ step, choice }) =>
    `${choice} is both right and wrong in ${step}; take it out of wrong.`,
  'lesson-line': ({ line, refusal }) => `the lab does not take "${line}": ${why(refusal)}`,
  'lesson-forbidden': ({ line, command }) =>
    `"${line}": a lesson may not use ${command}; it may compute, and nothing else.`,
  'lesson-effort': ({ line, seconds, limit }) =>
    `"${line}" would take about ${seconds} s, and a lesson has ${limit} s; take fewer steps, units or time steps.`,
  'lesson-prose-step': ({ step, language }) =>
    `the ${language} prose lacks the heading ${heading(step)}.`,
  'lesson-prose-extra': ({ step, language }) =>
    `the ${language} prose has the heading ## ${step}, and the script has no such step.`,
  'lesson-prose-repeated': ({ what, name, language }) =>
    `the ${language} prose has ${what === 'heading' ? `the heading ## ${name}` : `the item ${name}`} twice; keep one.`,
  'lesson-prose-heading': ({ found }) =>
    `"${found}" is one heading too many; there is one title (# …), and a heading ## for every step.`,
  'lesson-prose-empty': ({ step, language }) =>
    `under ## ${step} the ${language} prose says nothing; a step needs words of its own beside its items.`,
  'lesson-prose-choice': ({ step, item, language }) =>
    `under ## ${step} the ${language} prose lacks the item ${item}.`,
  'lesson-prose-item': ({ step, item, known }) =>
    `under ## ${step} stands the item ${item}; ${known.length === 0 ? 'this step has no items with marks' : `the items here are ${known.join(', ')}`}.`,
  'lesson-prose-hints': ({ step, hints, wanted, language }) =>
    `under ## ${step} the ${language} prose has ${hints} ${hints === 1 ? 'item' : 'items'} [hint], and the script says hints: ${wanted}.`,
  'lesson-prose-markdown': ({ found }) =>
    `"${found}" is no Markdown of lessons; they have paragraphs, lists, quotations, code, emphasis, links.`,
  'lesson-prose-limit': ({ what, most }) => `${LIMITS[what](most)}.`,
  'lesson-prose-placeholder': ({ placeholder, step }) =>
    `${step === null ? 'before the first step' : `under ## ${step}`} stands {${placeholder}}, which is no claim of this lesson.`,
  'lesson-prose-early': ({ placeholder, shown }) =>
    `{${placeholder}} is measured later, in ${shown}; it can be told there, and after it.`,
  'lesson-prose-waits': ({ placeholder, step, after }) =>
    `{${placeholder}} is measured by what ## ${step} runs, and these words are read before; tell it ${after ? 'in its item [after]' : 'in the text of the step, which is read after'}.`,
  'lesson-prose-differs': ({ placeholder, step, language, other }) =>
    `under ## ${step} the ${language} prose lacks {${placeholder}}, which the ${other} prose has in the same place.`,
  expression: ({ expression: text, fault }) =>
    `"${text}" cannot be worked out: ${expression(fault)}.`,
  'expression-time': ({ expression: text, seconds }) =>
    `"${text}" takes more than ${seconds} s; an expression may not.`,
  'expression-memory': ({ expression: text, megabytes }) =>
    `"${text}" takes more than ${megabytes} MiB of memory; an expression may not.`,
  'lesson-measure': ({ claim, wants }) =>
    `what the claim ${claim} measures must be ${WANTS[wants]}, since that is what it compares with.`,
  'lesson-mutant': ({ claim, mutant, why }) =>
    `on the mutant ${mutant} the claim ${claim} cannot be measured, so nothing shows that it can fail: ${inner(why)}`,
  'lesson-challenge': ({ claim, challenge, why }) =>
    `over the challenge ${challenge} the claim ${claim} cannot be measured, so it neither holds nor falls there: ${inner(why)}`,
  'lesson-challenge-idle': ({ challenge }) =>
    `the challenge ${challenge} changes nothing; give it change or seed.`,
  'lesson-holds-and-falls': ({ claim, challenge }) =>
    `the claim ${claim} names the challenge ${challenge} in holdsOver and in fallsOver; one of them is right.`,
  'lesson-choices': ({ step, right }) =>
    `exactly one choice of ${step} must come out right, and ${right.length === 0 ? 'none does' : `${right.join(', ')} do`}.`,
  'lesson-outcome': ({ step }) =>
    `what ${step} asks for must come out as a number, or as a list of them.`,
  'lesson-beside': ({ step, measured, from, to }) =>
    `what ${step} asks for comes out as ${measured}, beside its axis from ${from} to ${to}; make the axis longer.`,
  'lesson-task-open': ({ step }) => `the solution of the task ${step} does not pass its own check.`,
  'lesson-task-done': ({ step }) =>
    `the task ${step} passes its check before anything is done; it must fail there.`,
  'lesson-task-idle': ({ step }) =>
    `the task ${step} passes its check where nothing is done but looked at; the check must ask for what the solution brings about.`,
  'lesson-score': ({ step, why }) =>
    ({
      'no-number': `the score of the task ${step} is no number.`,
      unsolved: `what is called the best answer to the task ${step} does not pass its check.`,
      worse: `what is called the best answer to the task ${step} has a worse score than its solution.`,
    })[why],
  'lesson-time': ({ seconds }) =>
    `takes more than ${seconds} s, which is as long as a lesson may run.`,
  'lesson-results': ({ most }) =>
    `the results with names hold more than ${most} numbers; keep fewer, or look at shorter sequences.`,
  'lesson-trouble': ({ why }) =>
    `cannot be read or run, for a reason that gatelab does not know: ${why}.`,
}

export const lessons = {
  problems,
  place: (file: string, line: number | null) => (line === null ? file : `${file}:${line}`),
  onSeed: (sentence: string, seed: number | null) =>
    seed === null ? sentence : `with seed ${seed}: ${sentence}`,
  heading: (id: string, claims: number, seconds: string) =>
    `${id}: ${claims} ${claims === 1 ? 'claim' : 'claims'}, ${seconds} s`,
  ok: 'ok',
  failed: 'FAILED',
  broken: (id: string) => `${id}: no lesson`,
  inSeeds: (bound: string, ofTen: number | null) =>
    ofTen === null ? bound : `${bound}, in at least ${ofTen} of 10 seeds`,
  measured: (measured: string, expected: string) => `measured ${measured}, expected ${expected}`,
  seeds: (right: number, all: number) => `${right} of ${all} seeds`,
  mutants: (killed: number, all: number) =>
    `fails on ${killed} of ${all} ${all === 1 ? 'mutant' : 'mutants'}`,
  survivor: (name: string, measured: string) => `survives the mutant ${name}: ${measured}`,
  challenges: (right: number, all: number) =>
    `as said over ${right} of ${all} ${all === 1 ? 'challenge' : 'challenges'}`,
  fallen: (name: string, measured: string) => `falls over the challenge ${name}: ${measured}`,
  stood: (name: string, measured: string) =>
    `holds over the challenge ${name}, where it is said not to: ${measured}`,
  stopped: 'stopped before all lessons were checked',
  sum: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
}
