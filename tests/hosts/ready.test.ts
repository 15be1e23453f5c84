import { expect, it } from 'vitest'
import { readyWords } from '@main/hosts/cli/ready'

const ready = { url: 'http://127.0.0.1:4711/', data: '/data/ledgers' }

it('tells a person at a terminal in words where to open the suite and how to stop it', () => {
  const said = readyWords(ready, true)
  expect(said).toContain('请在本机浏览器中打开：http://127.0.0.1:4711/')
  expect(said).toContain('按 Ctrl+C')
  expect(said).toContain('/data/ledgers')
  expect(said).not.toContain('{')
})

it('tells a script in one line of JSON', () => {
  expect(JSON.parse(readyWords(ready, false))).toEqual({ ready: true, url: 'http://127.0.0.1:4711/' })
})
