// Preloaded into a program: kills it in the middle of the third line that it appends to a file.
import { open } from 'node:fs/promises'

const file = await open(process.execPath)
const { write } = Object.getPrototypeOf(file)
await file.close()
let lines = 0
Object.getPrototypeOf(file).write = async function (bytes, offset, length, position) {
  if (++lines < 3) return write.call(this, bytes, offset, length, position)
  await write.call(this, bytes, offset, Math.floor(length / 2), position)
  process.kill(process.pid, 'SIGKILL')
}
