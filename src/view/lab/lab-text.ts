/** Every result of the lab as lines of text, in colour or without. */
import type { LabResult } from '../../lab/workbench/results.ts'
import type { Colors } from '../palette.ts'
import { cutLine, type Line, printable, textOf, trimmed } from '../spans.ts'
import { attributionParts } from './attribution-text.ts'
import { benchParts } from './bench-text.ts'
import { gradientParts } from './gradient-text.ts'
import { mathParts } from './math-text.ts'
import { memoryParts } from './memory-text.ts'
import { diffParts, historyParts, receiptParts } from './records-text.ts'
import { type LabWords, type Part, prose, type Scene } from './scene.ts'
import { statesParts } from './states-text.ts'
import { surgeryParts } from './surgery-text.ts'
import { trainingParts } from './training-text.ts'
import { verificationParts } from './verification-text.ts'
import { walkParts } from './walk-text.ts'
import { wordsFor } from './words-for.ts'

export type { LabWords } from './scene.ts'

export interface LabOptions {
  readonly colors?: Colors
  /** False for words alone: no picture, no table. */
  readonly pictures?: boolean
  /** Lines that a chart may have at most. */
  readonly height?: number
}

/** Lines of at most `width` columns, without colour, each ended; '' where a result has nothing to show. */
export function labText(
  result: LabResult,
  text: LabWords,
  width: number,
  options: Pick<LabOptions, 'pictures'> = {},
): string {
  return labSpans(result, text, width, { ...options, colors: 'none' })
    .map((spans) => `${textOf(spans)}\n`)
    .join('')
}

/** The same lines in colours. */
export function labSpans(result: LabResult, words: LabWords, width: number, options: LabOptions = {}): Line[] {
  const scene: Scene = {
    words: wordsFor(result, words),
    width: Math.max(1, Math.floor(width)),
    colors: options.colors ?? 'none',
    pictures: options.pictures ?? true,
    height: options.height,
  }
  const parts = partsOf(result, scene).filter((part) => part.length > 0)
  return parts
    .flatMap((part, index) => (index > 0 ? [[], ...part] : part))
    .map((spans) => trimmed(cutLine(safe(spans), scene.width)))
}

/** Nothing that came from outside may steer the terminal. */
const safe = (spans: Line): Line => spans.map((one) => ({ ...one, text: printable(one.text) }))

function partsOf(result: LabResult, scene: Scene): Part[] {
  const { lab } = scene.words
  switch (result.kind) {
    case 'bench':
      return benchParts(result, scene)
    case 'training':
      return trainingParts(result, scene)
    case 'gradient':
      return gradientParts(result, scene)
    case 'verification':
      return verificationParts(result, scene)
    case 'walk':
      return walkParts(result, scene)
    case 'math':
      return mathParts(result, scene)
    case 'states':
      return statesParts(result, scene)
    case 'memory':
      return memoryParts(result, scene)
    case 'attribution':
      return attributionParts(result, scene)
    case 'surgery':
      return surgeryParts(result, scene)
    case 'history':
      return historyParts(result, scene)
    case 'diff':
      return diffParts(result, scene)
    case 'receipt':
      return receiptParts(result, scene)
    case 'file': {
      const path = printable(result.path)
      const say = lab.file
      return [
        prose(
          [
            result.command === 'save'
              ? say.save(path, result.bytes)
              : say.export(say.what[result.what], path, result.bytes),
          ],
          scene,
        ),
      ]
    }
    case 'language':
      return [prose([lab.language[result.language]], scene)]
    case 'help':
    case 'quit':
      return []
  }
}
