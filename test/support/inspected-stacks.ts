/** Nets and cases in files of their own, and the document that inspecting them comes to. */
import * as v from 'valibot'
import { inspectCase } from '../../src/inspection/given-net/inspect-case.ts'
import {
  type StackInspection,
  stackInspection,
} from '../../src/inspection/given-net/stack-schema.ts'
import { float64File, type Nested } from './float64-file.ts'
import { sharedFolder, writerTo } from './temporary-folder.ts'

export const save = writerTo(sharedFolder())
export const written = (name: string, tensors: Record<string, Nested>) =>
  save(name, float64File(tensors))
export const writtenCase = (name: string, given: object) => save(name, JSON.stringify(given))

export async function stack(
  weights: string,
  input: string,
  choices = {},
): Promise<StackInspection> {
  const event = await inspectCase(weights, input, choices)
  if (event.type !== 'stack-inspection') throw new Error('a net of one layer')
  return v.parse(stackInspection, event.document())
}
