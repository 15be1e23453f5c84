import { expect, it } from 'vitest'
import { run } from '../../hosts/printed'
import { tempFolder } from '../../support/tempFolder'
import { registerBook, usesBook } from './books'

it('tries the register of seals out, commits it whole, proves it, and refuses the file a second time', async () => {
  const data = tempFolder('command-line')
  const file = await registerBook()
  const trial = await run('import', 'seals', file, '--data', data, '--json')
  expect(trial.json()).toMatchObject({
    kind: 'seals',
    rows: 4,
    accepted: 4,
    problems: [],
    committed: false,
    unknownPeople: ['唐监印', '单出纳']
  })
  const done = await run('import', 'seals', file, '--data', data, '--commit', '--json')
  expect([done.code, done.json<{ committed: boolean }>().committed]).toEqual([0, true])
  expect((await run('verify', '--data', data, '--json')).json()).toMatchObject({ ok: true })
  expect((await run('import', 'seals', file, '--data', data, '--commit')).code).toBe(1)

  const uses = await run('import', 'seal-uses', await usesBook(), '--data', data)
  expect(uses.out).toContain('合同章')
  expect(uses.out).toContain('九月 第4行 印章')
  expect(uses.out).toContain('未保存')
})
