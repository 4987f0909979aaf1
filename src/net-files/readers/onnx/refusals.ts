/** What this reader refuses, in the words of all readers. */
import { refusalsOf } from '../../refusals.ts'

export const { broken, refused: notReadable } = refusalsOf('ONNX')
