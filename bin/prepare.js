// Run in a checkout by `npm ci` and `npm install` (as `prepublish`, which npm runs there and
// nowhere else) and by `npm pack`: builds, unless what is built is newer than everything that it is
// built from. Not `prepare`, since npm warns whoever installs a package that has it. Where there
// are no sources, there is nothing to build.
import { execSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import process from 'node:process'

const top = new URL('../', import.meta.url)
const changed = (path) => statSync(new URL(path, top), { throwIfNoEntry: false })?.mtimeMs ?? 0
const files = (folder) =>
  readdirSync(new URL(folder, top), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(`${folder}${entry.name}/`) : [`${folder}${entry.name}`],
  )

if (changed('src/') === 0) process.exit()

const sources = [
  ...files('src/'),
  ...files('lessons/'),
  'package.json',
  'package-lock.json',
  'asconfig.json',
  'bin/make-memory-plan.js',
  'bin/build-kernels.js',
  'bin/pair-halves.js',
  'bin/chunks.js',
  'bin/lay-out-help.js',
  'bin/prepare-course.js',
  'bin/lean-packages.js',
  'bin/quick-builtins.js',
  'rolldown.config.js',
]
const built = Math.min(
  ...['cli.js', 'kernels.wasm', 'kernels-wide.wasm'].map((file) => changed(`dist/${file}`)),
)
if (sources.some((path) => changed(path) >= built))
  execSync('npm run build', { cwd: top, stdio: 'inherit' })
