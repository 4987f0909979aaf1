/** What is odd about the numbers of a tensor, whatever they are for. */
import type { Numbers } from '../../../engine/stack/types.ts'

interface NamedNumbers {
  /** The file's name of it. */
  readonly tensor: string
  readonly numbers: Numbers
  /** Its number of columns; a vector has one. */
  readonly columns: number
  /** A matrix of zeros is odd, a bias of zeros is where training begins. */
  readonly isMatrix: boolean
}

export type OddNumbers =
  /** How many numbers are NaN or infinite, and the first: its place (as here), from 0. */
  | {
      readonly is: 'not-finite'
      readonly tensor: string
      readonly count: number
      readonly index: number[]
      readonly value: string
    }
  | { readonly is: 'all-zero'; readonly tensor: string }

export function oddNumbers({ tensor, numbers, columns, isMatrix }: NamedNumbers): OddNumbers[] {
  let count = 0
  let first = -1
  let isZero = true
  for (let k = 0; k < numbers.length; k++) {
    const value = numbers[k]
    if (value !== 0) isZero = false
    if (Number.isFinite(value)) continue
    if (count === 0) first = k
    count++
  }
  if (count > 0) {
    const index = isMatrix ? [Math.floor(first / columns), first % columns] : [first]
    return [{ is: 'not-finite', tensor, count, index, value: String(numbers[first]) }]
  }
  return isMatrix && isZero && numbers.length > 0 ? [{ is: 'all-zero', tensor }] : []
}
