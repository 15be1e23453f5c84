import { outsideRoles } from '@main/contract/stepRoles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matterNames, postNames } from '@main/contract/posts'
import { profileIds } from '@main/contract/ledgers'
import { chainFor, type StepRole } from '@main/kernel/approval/chain'
import { candidatesFor } from '@main/office/approvals/candidates'
import { verifyHouse } from '@main/office/administration/verify'
import { holdersOf } from '@main/office/actors'
import { demoPassword, demoPin } from '@main/office/demo/accounts'
import { Account, Person, Unit } from '@main/office/entities'
import { verifySecret } from '@main/platform/session/secrets'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'

describe('the demo bureau', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite', '2026-09-30T01:00:00.000Z', 'demo')
  })
  afterAll(() => closeTestHouse(house))

  it('has units of every kind and people of every kind', async () => {
    const units = await house.database.read.find(Unit)
    const people = await house.database.read.find(Person)
    expect(units.length).toBeGreaterThanOrEqual(10)
    expect(new Set(units.map((unit) => unit.kind)).size).toBe(4)
    expect(people.length).toBeGreaterThanOrEqual(40)
    expect(new Set(people.map((person) => person.kind))).toEqual(
      new Set(['permanent', 'contract', 'temporary', 'outsider'])
    )
  })

  it('fills every post and every matter', async () => {
    for (const post of postNames)
      expect(await holdersOf(house.database.read, post, house.clock.today()), post).not.toEqual([])
    for (const matter of matterNames)
      expect(await holdersOf(house.database.read, 'matterLeader', house.clock.today(), { matter }), matter).not.toEqual(
        []
      )
  })

  it('resolves every step of every chain of every profile, whoever of the staff asks', async () => {
    const shipped = house.modules.flatMap((module) =>
      module.requests.flatMap(({ flow }) => profileIds.flatMap((profile) => chainFor(flow, profile, undefined)))
    )
    const always: readonly StepRole[] = [
      'unitHead',
      'leader',
      'leader:office',
      'officeDirector',
      'head',
      'partySecretary',
      'finance',
      'financeHead',
      'legalReviewer',
      'vehicleOffice',
      ...matterNames.map((matter) => `leader:${matter}` as const)
    ]
    const roles = new Set(
      [...always, ...shipped.map((step) => step.role)].filter(
        (role) => role !== 'person' && !outsideRoles.includes(role)
      )
    )
    const staff = (await house.database.read.find(Person)).filter(
      (person) => person.kind === 'permanent' || person.kind === 'contract'
    )
    const units = await house.database.read.find(Unit)
    for (const role of roles)
      for (const { id: applicantId, unitId } of staff) {
        const place = {
          applicantId,
          unitId,
          concernedPersonId: null,
          previousDeciderId: null,
          stepSince: house.clock.now()
        }
        const request = { ...place, steps: [{ role, label: role }], step: 0 }
        const { people } = await candidatesFor(house.database.read, request, house.clock.today())
        expect(people.length, `${role} for ${units.find((unit) => unit.id === unitId)?.name ?? ''}`).toBeGreaterThan(0)
      }
  })

  it('has accounts in pinyin that share one password and one PIN', async () => {
    const accounts = await house.database.read.find(Account)
    expect(accounts.every((account) => /^[a-z]+\d?$/.test(account.login))).toBe(true)
    expect(accounts.map((account) => account.login)).toEqual(
      expect.arrayContaining(['zhouqiming', 'shanyulan', 'lvsiqi'])
    )
    const [account] = accounts
    expect(await verifySecret(demoPassword, account?.passwordHash ?? '')).toBe(true)
    expect(await house.pins.verify(demoPin, account?.pinHash ?? '')).toBe(true)
  })

  it('proves itself', async () => {
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
  })
})
