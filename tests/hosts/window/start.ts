import { register } from 'node:module'

const standIn = new URL('./standIn.ts', import.meta.url).href
const resolve = `export const resolve = (specifier, context, next) =>
  specifier === 'electron' ? { url: ${JSON.stringify(standIn)}, format: 'module', shortCircuit: true } : next(specifier, context)`

// The bundle asks for `electron` by name; here it gets the stand-in.
register(`data:text/javascript,${encodeURIComponent(resolve)}`)

await import('./drive')
