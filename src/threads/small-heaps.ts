/** Keeps the garbage collector from taking more room than small work of a long time needs. */
import { setFlagsFromString } from 'node:v8'

/**
 * From now on all threads of the process give back what is garbage early. By default V8 lets what
 * is new grow to three times 16 MB in each and gives none of it back, and what is old to four times
 * what was alive when it last looked. Node 20 takes the first of these back whenever a thread
 * starts, so each thread of the lab asks for them anew.
 */
export function keepHeapsSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--optimize-for-size')
}
