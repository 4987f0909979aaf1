/** What is wrong with a field or an expression of a lesson, and what would be right. */
import type { ExpressionFault, FieldFault } from '../../lessons/format/lesson-error.ts'

const KINDS = {
  text: 'a text',
  number: 'a number',
  integer: 'a whole number',
  list: 'a list',
  mapping: 'fields with values',
  command: 'a line of the lab, or { line: …, as: name }',
}
const OF = {
  number: (limit: number) => `${limit}`,
  letters: (limit: number) => `${limit} letters`,
  entries: (limit: number) => `${limit} ${limit === 1 ? 'entry' : 'entries'}`,
}

export function field(fault: FieldFault): string {
  switch (fault.is) {
    case 'unknown':
      return `there is no field ${fault.key} here; there are ${fault.known.join(', ')}`
    case 'missing':
      return `the field ${fault.key} is missing`
    case 'kind':
      return `must be ${KINDS[fault.want]}`
    case 'choice':
      return `must be ${fault.choices.join(' or ')}`
    case 'least':
      return `must be ${OF[fault.of](fault.limit)} or more`
    case 'most':
      return `must be ${OF[fault.of](fault.limit)} or fewer`
    case 'form':
      return fault.of === 'id'
        ? 'ids are small letters, digits and hyphens, as in one-step (and not constructor)'
        : 'names of results begin with a small letter and have letters and digits, as in withF'
    case 'reserved':
      return `${fault.key} is a word of the machinery; choose another`
  }
}

/** What is wrong with an expression, and what would be right. */
export function expression({ code, detail, known = [] }: ExpressionFault): string {
  const name = detail.split(': ').at(-1)
  switch (code) {
    case 'unknown_variable':
      return `no result is called ${name}; results get their names by "as"`
    case 'no_such_key':
      return `there is no field ${name} in the result; gatelab repl … --json shows the fields that there are`
    case 'index_out_of_bounds':
    case 'index_out_of_range':
      return `a list has no such entry; entries are counted from 0 (${detail})`
    case 'division_by_zero':
    case 'modulo_by_zero':
      return 'it divides a whole number by zero'
    case 'numeric_overflow':
      return 'a whole number becomes too large; write numbers with a point'
    case 'no_such_overload':
    case 'no_matching_overload':
      return `these kinds of values do not go together (${detail}); results are numbers with a point, so write 0.0 for 0`
    case 'limit_exceeded':
      return 'it is too long or too deep; make two claims of it'
    case 'not_numbers':
      return 'mean, sum, least and most take a list of numbers'
    case 'empty_list':
      return 'least and most need a list with something in it'
    case 'unequal_lists':
      return 'differ and apart need two lists of numbers, as long as each other'
    case 'no_sum':
      return '+ adds numbers; lists and texts stay as they are'
    case 'not_callable':
      return `${detail} is no function of lessons; there are ${known.join(', ')}`
    case 'other':
      return detail
    default:
      return `it must be an expression of CEL (${detail})`
  }
}
