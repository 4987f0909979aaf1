#!/usr/bin/env node
// The launcher: nothing here may need a newer Node than the one that it refuses.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  const { node } = process.versions
  console.error(
    `gatelab needs Node 20.19 or later; this is ${node}. / ` +
      `需要 Node 20.19 或更新版本，当前为 ${node}。`,
  )
  process.exit(2)
}
// React's development build leaks performance entries while a screen is up.
process.env.NODE_ENV ??= 'production'
// Before the cache, which is kept by V8's flags: set later, it would refuse every entry.
const { chooseSimd } = await import('./simd.js')
chooseSimd(process)
process.getBuiltinModule('node:module').enableCompileCache?.()
await import('../dist/cli.js')
