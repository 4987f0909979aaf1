/** Reads the lessons beforehand, which takes half a second, and writes down what they say. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { preparedCourse } from '../dist/for-build.js'

mkdirSync(new URL('../dist/course/', import.meta.url), { recursive: true })
for (const [name, lesson] of Object.entries(await preparedCourse()))
  writeFileSync(new URL(`../dist/course/${name}.json`, import.meta.url), JSON.stringify(lesson))
