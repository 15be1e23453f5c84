import { beforeAll, expect, it } from 'vitest'
import { conditionsOf, neverEmpty, rolesAbove, type Flow } from '@main/kernel/approval/chain'
import { stepRoleNames } from '@main/contract/stepRoles'
import { ledgerModules } from '@main/ledgers'
import { conditionLabels } from '@main/contract/stepRoles'
import type { Person } from '@main/office/entities'
import { onBothEngines, type TestHouse } from '../support/house'
import { aBureau, aPerson, aUnit } from '../support/people'
import { aFakeLedger, aRequest, withLedger } from '../support/fakeLedger'
import { as, faultOf, type OfficeClient } from '../support/officeCalls'

const steps = [
  { role: 'unitHead', label: '科室负责人意见' },
  { role: 'officeDirector', label: '办公室主任意见', onlyWith: 'special' }
] as const

onBothEngines('editing approval chains', (bare) => {
  let house: TestHouse
  let director: OfficeClient
  let applicant: Person

  beforeAll(async () => {
    house = withLedger(bare(), aFakeLedger('supplies', steps))
    await aBureau(house)
    const unit = await aUnit(house)
    applicant = await aPerson(house, { unitId: unit.id })
    director = as(house, await aPerson(house, { name: '主任', posts: ['officeDirector'] }))
  })
  const edit = (chain: object[], more: object = {}) =>
    director.approvals.editChain({
      kind: 'fake.request',
      steps: chain as never,
      basis: '局长办公会〔2026〕5号',
      ...more
    })
  const view = async () =>
    (await director.approvals.chains()).find(({ kind }) => kind === 'fake.request') ?? expect.fail('no chain')
  const stepsOf = async (id: string) => (await director.approvals.get({ id })).steps.map(({ label }) => label)

  it('lists every chain in words, the office’s own first, with conditions', async () => {
    const [first] = await director.approvals.chains()
    expect(first).toMatchObject({
      ledger: 'office',
      name: '规则与参数调整',
      steps: ['办公室主任', '主要领导'],
      edited: false
    })
    expect(await view()).toMatchObject({
      ledger: 'supplies',
      steps: ['科室负责人', '办公室主任［特殊用品］'],
      edited: false,
      conditions: [{ value: 'special', label: '特殊用品' }]
    })
  })

  it('puts the bureau’s own chain in force for new requests, leaving an audit entry and a line in the exceptions', async () => {
    const before = await aRequest(house, applicant)
    await edit([
      { role: 'unitHead', label: '科室负责人意见' },
      { role: 'leader', or: ['head'], label: '局领导意见', notWith: 'special' }
    ])
    expect(await view()).toMatchObject({ edited: true, steps: ['科室负责人', '分管领导 / 主要领导［非特殊用品］'] })
    expect(await stepsOf(before.id)).toEqual(['科室负责人意见'])
    expect(await stepsOf((await aRequest(house, applicant)).id)).toEqual(['科室负责人意见', '局领导意见'])
    expect(await stepsOf((await aRequest(house, applicant, { tags: ['special'] })).id)).toEqual(['科室负责人意见'])
    const [line] = (await director.administration.exceptions({ search: '〔2026〕5号' })).rows
    expect(line).toMatchObject({
      rule: 'K-01',
      subjectNumber: '试验申请',
      actorName: '主任',
      message:
        '审批流程由“科室负责人 → 办公室主任［特殊用品］”改为“科室负责人 → 分管领导 / 主要领导［非特殊用品］”：试验申请'
    })
    const [entry] = (
      await director.administration.audit({ filters: [{ field: 'act', op: 'eq', value: '调整审批流程' }] })
    ).rows
    expect(entry).toMatchObject({ actorName: '主任', subjectNumber: '试验申请' })
  })

  it.each([
    ['no step at all', []],
    ['a role nobody knows', [{ role: 'emperor', label: '意见' }]],
    ['a step without a name', [{ role: 'head', label: ' ' }]],
    [
      'a condition requests of the kind never carry',
      [
        { role: 'head', label: '意见' },
        { role: 'leader', label: '意见', onlyWith: 'enforcement' }
      ]
    ],
    ['steps that all fall away for some requests', [{ role: 'head', label: '意见', onlyWith: 'special' }]],
    ['a person concerned where requests name none', [{ role: 'person', label: '本人意见' }]],
    [
      'one person twice in a row',
      [
        { role: 'head', label: '意见' },
        { role: 'head', label: '再审' }
      ]
    ],
    [
      'no change',
      [
        { role: 'unitHead', label: '科室负责人意见' },
        { role: 'leader', or: ['head'], label: '局领导意见', notWith: 'special' }
      ]
    ]
  ])('refuses %s', async (_, chain) => {
    const before = await view()
    expect((await faultOf(edit(chain))).code).toBe('invalid')
    expect(await view()).toEqual(before)
  })

  it('is the administrator’s and the office director’s, with a basis, for a kind there is', async () => {
    const chain = [{ role: 'head' as const, label: '意见' }]
    const of = (window: OfficeClient) =>
      window.approvals.editChain({ kind: 'fake.request', steps: chain, basis: '试验' })
    expect((await faultOf(of(as(house, applicant)))).code).toBe('forbidden')
    expect((await faultOf(edit(chain, { basis: ' ' }))).code).toBe('invalid')
    expect((await faultOf(edit(chain, { kind: 'nothing.like.it' }))).code).toBe('notFound')
    await of(as(house, await aPerson(house, { posts: ['administrator'] })))
    expect((await view()).steps).toEqual(['主要领导'])
  })

  it('puts the shipped chain back', async () => {
    await director.approvals.resetChain({ kind: 'fake.request', basis: '按制度执行' })
    expect(await view()).toMatchObject({ edited: false, steps: ['科室负责人', '办公室主任［特殊用品］'] })
    const [line] = (await director.administration.exceptions({ search: '按制度执行' })).rows
    expect(line?.message).toContain('恢复为“科室负责人 → 办公室主任［特殊用品］”')
    expect((await faultOf(director.approvals.resetChain({ kind: 'fake.request', basis: '再恢复' }))).code).toBe(
      'invalid'
    )
  })
})

it('never goes up in circles, and ends with head and party secretary', () => {
  for (const role of stepRoleNames) {
    const above = rolesAbove(role)
    expect(new Set([role, ...above]).size).toBe(above.length + 1)
    expect([role, ...above]).toEqual(expect.arrayContaining(['head', 'partySecretary']))
  }
})

it('names every condition the shipped chains look at, and ships none that can be empty', () => {
  const flows: readonly Flow[] = ledgerModules.flatMap((module) => module.requests.map(({ flow }) => flow))
  expect(flows.length).toBeGreaterThan(0)
  for (const flow of flows) {
    for (const tag of conditionsOf(flow)) expect(conditionLabels, `${flow.kind} ${tag}`).toHaveProperty(tag)
    for (const chain of Object.values(flow.chains)) expect(neverEmpty(chain, conditionsOf(flow)), flow.kind).toBe(true)
  }
})
