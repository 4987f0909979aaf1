/** What is said of lessons by those who check them. */
import type { ProblemCode, Problems } from '../../lessons/problem.ts'
import type { RefusalCode } from '../../refusal.ts'
import { refusals } from './refusals.ts'

/** The refusal's own sentence. */
const why = ({ code, facts }: Problems['lesson-line']['refusal']) =>
  (refusals[code as RefusalCode] as (facts: unknown) => string)(facts)

type ProblemTexts = { readonly [C in ProblemCode]: (facts: Problems[C]) => string }

const WHAT = { step: 'step', claim: 'claim', mutant: 'mutant', result: 'result', choice: 'choice' }
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such lesson, file or folder',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  'utf-8': 'it is not UTF-8 text',
}

const problems: ProblemTexts = {
  'lesson-missing': ({ reason }) => `cannot be read: ${REASONS[reason] ?? reason}.`,
  'lesson-too-large': ({ bytes, limit }) => `has ${bytes} bytes; a lesson's file may have ${limit}.`,
  'lesson-yaml': ({ why }) => `is not the YAML of a lesson: ${why}`,
  'lesson-field': ({ path, why }) => `${path}: ${why}.`,
  'lesson-control': () => 'a control character, which no lesson needs; take it out.',
  'lesson-repeated': ({ what, id }) => `there are two ${WHAT[what]}s with the name ${id}; names are given once.`,
  'lesson-unknown': ({ what, id, by }) => `${by} names the ${WHAT[what]} ${id}, which is not there.`,
  'lesson-order': ({ step, shown }) =>
    `the prediction ${step} must come before the step ${shown} that shows its outcome.`,
  'lesson-comparison': ({ claim }) =>
    `the claim ${claim} needs one of: below, above (or both), near with within, holds: true.`,
  'lesson-predict': ({ step }) => `the prediction ${step} needs one of: choose, number, curve.`,
  'lesson-line': ({ line, refusal }) => `the lab does not take "${line}": ${why(refusal)}`,
  'lesson-forbidden': ({ line, command }) => `"${line}": a lesson may not use ${command}.`,
  'lesson-prose-step': ({ step, language }) =>
    `the ${language} prose lacks the heading ${step === '# …' ? 'of the lesson (# …)' : `## ${step}`}.`,
  'lesson-prose-extra': ({ step, language }) =>
    `the ${language} prose has the heading ## ${step}, and the script has no such step.`,
  'lesson-prose-choice': ({ step, choice, language }) =>
    `under ## ${step} the ${language} prose lacks the item [${choice}].`,
  'lesson-prose-markdown': ({ found }) =>
    `"${found}" is no Markdown of lessons; they have paragraphs, lists, quotations, code, emphasis, links.`,
  'lesson-prose-placeholder': ({ placeholder, step }) =>
    `under ## ${step} stands {${placeholder}}, which is no claim of this lesson.`,
  expression: ({ expression, why }) => `"${expression}" cannot be worked out: ${why}`,
  'lesson-choices': ({ step, right }) =>
    `exactly one choice of ${step} must come out right, and ${right.length === 0 ? 'none does' : `${right.join(', ')} do`}.`,
  'lesson-outcome': ({ step }) => `what ${step} asks for comes out as no number, or no list of them.`,
  'lesson-task-open': ({ step }) => `the solution of the task ${step} does not pass its own check.`,
  'lesson-task-done': ({ step }) => `the task ${step} passes its check before anything is done.`,
  'lesson-time': ({ seconds }) => `takes more than ${seconds} s, which is as long as a lesson may run.`,
}

export const lessons = {
  problems,
  place: (file: string, line: number | null) => (line === null ? file : `${file}:${line}`),
  heading: (id: string, claims: number, seconds: string) =>
    `${id}: ${claims} ${claims === 1 ? 'claim' : 'claims'}, ${seconds} s`,
  ok: 'ok',
  failed: 'FAILED',
  broken: (id: string) => `${id}: no lesson`,
  measured: (measured: string, expected: string) => `measured ${measured}, expected ${expected}`,
  seeds: (right: number, all: number) => `${right} of ${all} seeds`,
  mutants: (killed: number, all: number) => `fails on ${killed} of ${all} ${all === 1 ? 'mutant' : 'mutants'}`,
  survivor: (name: string, measured: string) => `survives the mutant ${name}: ${measured}`,
  sum: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
}
