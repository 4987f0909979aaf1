// Run by `npm ci`, and by npm once more before the first `npx gatelab` in a checkout: builds, unless what is built is
// newer than everything that it is built from.
import { execSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'

const top = new URL('../', import.meta.url)
const changed = (path) => statSync(new URL(path, top), { throwIfNoEntry: false })?.mtimeMs ?? 0
const files = (folder) =>
  readdirSync(new URL(folder, top), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(`${folder}${entry.name}/`) : [`${folder}${entry.name}`],
  )

const sources = [...files('src/'), 'package.json', 'package-lock.json', 'asconfig.json', 'rolldown.config.js']
const built = Math.min(changed('dist/cli.js'), changed('dist/kernels.wasm'))
if (sources.some((path) => changed(path) >= built)) execSync('npm run build', { cwd: top, stdio: 'inherit' })
