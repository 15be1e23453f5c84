import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { Caller, faultOf } from '@main/hosts/cli/caller'
import { IssueRequest, IssueRequestLine } from '@main/ledgers/supplies/entities/stock'
import { SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { demoPassword } from '@main/office/demo/accounts'
import { sessionState } from '@main/office/session/state'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'
import { tempFolder } from '../support/tempFolder'
import { run } from './printed'

let house: TestHouse
let keeper: string

beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  const passwords = join(tempFolder('passwords'), 'passwords.json')
  writeFileSync(passwords, JSON.stringify({ '*': demoPassword }))
  vi.stubEnv('LEDGER_PASSWORDS', passwords)
  const { demoAccounts } = await sessionState(house, '')
  keeper = demoAccounts.find(({ posts }) => posts.includes('用品保管员'))?.login ?? ''
}, 300_000)
afterAll(() => closeTestHouse(house))

it('takes an item’s name for a line of the request named around it, nobody’s version, and says what is missing', async () => {
  const { read } = house.database
  const request = await read.findOneOrFail(IssueRequest, { where: { state: 'approved' }, order: { number: 'ASC' } })
  const line = await read.findOneByOrFail(IssueRequestLine, { requestId: request.id, lineNumber: 1 })
  const item = await read.findOneByOrFail(SupplyItem, { id: line.itemId })
  const post = (lineId: string) =>
    new Caller(house, tempFolder('calls')).run(keeper, 'supplies.issues.post', {
      requestId: request.number,
      lines: [{ lineId, quantity: line.quantity }],
      signatures: {}
    })
  for (const typed of [item.name, '1']) {
    const fault = faultOf(await post(typed).catch((error: unknown) => error))
    expect(fault).toMatchObject({ type: 'refused', missing: expect.arrayContaining(['领用人签字']) as string[] })
  }
  expect(faultOf(await post('名录里没有的东西').catch((error: unknown) => error))).toMatchObject({
    type: 'invalid',
    message: '没有找到“名录里没有的东西”'
  })
})

it('founds a bureau in an empty folder, once, whose administrator signs in', async () => {
  const folder = tempFolder('founded')
  const args = [
    'found',
    '--data',
    folder,
    '--name',
    '测试县城管局',
    '--admin',
    '陈管理',
    '--profile',
    'baicheng-bureau'
  ]
  const printed = await run(...args, '--json')
  expect(printed.code, printed.errors).toBe(0)
  expect(printed.json()).toEqual({ bureau: '测试县城管局', profile: 'baicheng-bureau', account: 'admin' })
  const calls = join(tempFolder('calls'), 'calls.jsonl')
  writeFileSync(calls, JSON.stringify({ as: 'admin', call: 'session.state' }))
  const [state] = (await run('call', calls, '--data', folder)).lines<{ ok?: { user: { name: string } } }>()
  expect(state?.ok?.user.name).toBe('陈管理')
  expect((await run(...args)).code).toBe(1)
})
