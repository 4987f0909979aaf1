/** Which sequence a picture is of, and what the nets make of it. */
import type { SequenceFacts } from '../../results/lab-results.ts'
import { significant } from '../shared/number.ts'
import type { LabWords } from './picture-context.ts'

/** Marks that are named one by one. */
const MAX_SHOWN = 12

export function sequenceSentences(
  sequence: SequenceFacts,
  { lab, view }: LabWords,
  answered = true,
): string[] {
  const { number, length, marks, target, answer, answeredBy, ofCase } = sequence
  const shown = marks.slice(0, MAX_SHOWN).map(String)
  const rest = marks.length > MAX_SHOWN ? ['…'] : []
  const list = shown.length === 0 ? '' : lab.marks([...shown, ...rest].join(view.list))
  const isAsked = answered && ofCase !== 'unasked'
  const [given, right] = [answer, target].map((value) => significant(value, 4))
  const said = isAsked ? [lab.answer(view.cell[answeredBy], given, right)] : []
  const which = ofCase ? lab.given.sequence(number, length) : lab.sequence(number, length, list)
  return [[which, ...said].join(view.between)]
}
