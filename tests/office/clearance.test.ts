import { beforeAll, expect, it } from 'vitest'
import { holdersOf } from '@main/office/actors'
import { Account, Handover, Person } from '@main/office/entities'
import { onBothEngines } from '../support/house'
import { aBureau, aPerson, aUnit, arranging } from '../support/people'
import { aFakeLedger, withLedger } from '../support/fakeLedger'
import { as, faultOf, refusedBy, type OfficeClient } from '../support/officeCalls'

onBothEngines('clearance', (house) => {
  const ledger = aFakeLedger('assets')
  let director: OfficeClient
  const leaving = (person: Person) => ({
    personId: person.id,
    version: person.version,
    on: '2026-09-30',
    reason: '退休'
  })
  const keyTo = (from: Person | null, to: Person, subjectId: string) =>
    arranging(house(), async (unit) =>
      unit.append(Handover, {
        number: await unit.nextNumber('JJ'),
        at: unit.now,
        kind: 'key',
        ledger: 'warehouse',
        post: null,
        subject: '一号仓库',
        subjectId,
        fromPersonId: from?.id ?? null,
        fromName: from?.name ?? '',
        toPersonId: to.id,
        toName: to.name,
        witnessPersonId: null,
        witnessName: null,
        fromDay: null,
        untilDay: null,
        reason: '移交',
        inventory: null
      })
    )

  beforeAll(async () => {
    await aBureau(house())
    director = as(withLedger(house(), ledger), await aPerson(house(), { name: '主任', posts: ['officeDirector'] }))
  })

  it('K-08 refuses departure and transfer while a ledger has something in the person’s name, and lists it', async () => {
    const person = await aPerson(house(), { name: '有物在身' })
    ledger.held.set(person.id, [
      { label: '台式计算机', number: 'GD-2026-000007', since: '2024-03-01', todo: '办理资产转移' }
    ])
    const fault = await faultOf(director.office.depart(leaving(person)))
    expect(fault.data.findings).toMatchObject([
      { rule: 'K-08', missing: ['固定资产：台式计算机（GD-2026-000007）'], source: expect.stringContaining('洞口县局') }
    ])
    const elsewhere = await aUnit(house())
    expect(await refusedBy(director.office.transfer({ ...leaving(person), unitId: elsewhere.id }))).toEqual(['K-08'])
    expect(await director.office.clearance({ personId: person.id })).toMatchObject({
      personName: '有物在身',
      status: 'active',
      lines: [{ ledger: '固定资产', number: 'GD-2026-000007' }]
    })

    ledger.held.delete(person.id)
    await director.office.depart(leaving(person))
    expect(await house().database.read.findOneBy(Person, { id: person.id })).toMatchObject({
      status: 'departed',
      departedOn: '2026-09-30'
    })
  })

  it('K-08 counts posts that keep things until they are ended', async () => {
    const person = await aPerson(house(), { posts: ['warehouseKeeper'] })
    expect(await refusedBy(director.office.depart(leaving(person)))).toEqual(['K-08'])
    const [appointment] = await director.office.appointments({ personId: person.id })
    await director.office.endAppointment({
      id: appointment?.id ?? '',
      version: appointment?.version ?? 0,
      to: '2026-09-29'
    })
    await director.office.depart(leaving(person))
  })

  it('K-08 counts keys until they are handed on', async () => {
    const [holder, successor] = [await aPerson(house()), await aPerson(house())]
    const key = house().newId()
    await keyTo(null, holder, key)
    const fault = await faultOf(director.office.depart(leaving(holder)))
    expect(fault.data.findings?.[0]?.missing[0]).toContain('钥匙：一号仓库')
    await keyTo(holder, successor, key)
    await director.office.depart(leaving(holder))
    expect((await director.office.clearance({ personId: successor.id })).lines).toHaveLength(1)
  })

  it('closes the account and ends the rights of the departed', async () => {
    const person = await aPerson(house(), { posts: ['unitHead', 'finance'], pin: '4444' })
    const account = await house().database.read.findOneByOrFail(Account, { personId: person.id })
    const window = as(house(), person, account)
    expect((await window.office.units()).length).toBeGreaterThan(0)
    await director.office.depart(leaving(person))
    expect((await faultOf(window.office.units())).code).toBe('forbidden')
    expect(await house().database.read.findOneBy(Account, { id: account.id })).toMatchObject({ active: false })
    expect(await director.office.appointments({ personId: person.id, on: '2026-09-30' })).toEqual([])
    expect((await director.office.peopleChoices()).map((choice) => choice.id)).not.toContain(person.id)
    expect((await faultOf(director.office.depart({ ...leaving(person), version: 2 }))).code).toBe('invalid')
  })

  it('K-06 who was appointed and left on one day holds the post no longer that day', async () => {
    const person = await aPerson(house())
    const post = { personId: person.id, post: 'buyer' as const, unitId: null, matter: null, to: null }
    await director.office.appoint({ ...post, from: '2026-09-30' })
    const holders = (day: string) => holdersOf(house().database.read, 'buyer', day)
    expect(await holders('2026-09-30')).toContain(person.id)
    await director.office.depart(leaving(person))
    expect(await holders('2026-09-30')).not.toContain(person.id)
    expect(await director.office.appointments({ personId: person.id, on: '2026-09-30' })).toEqual([])
    expect(await director.office.person({ id: person.id })).toMatchObject({ status: 'departed', posts: '' })
  })

  it('begins a leaving, shows it on the sheet, and departs from it; a leaving can be taken back', async () => {
    const person = await aPerson(house(), { name: '要退休', posts: ['unitHead'], pin: '4444' })
    const [start, back] = [director.office.startLeaving, director.office.cancelLeaving]
    const of = async () => director.office.person({ id: person.id })
    expect((await faultOf(back({ personId: person.id, version: 1, reason: '弄错' }))).code).toBe('invalid')
    expect(
      (await faultOf(as(house(), person).office.startLeaving({ personId: person.id, version: 1, reason: '退休' }))).code
    ).toBe('forbidden')
    await start({ personId: person.id, version: 1, reason: '退休' })
    expect(await director.office.clearance({ personId: person.id })).toMatchObject({
      personName: '要退休',
      status: 'leaving'
    })
    expect(await of()).toMatchObject({ status: 'leaving', posts: expect.stringContaining('科室负责人') })
    expect((await faultOf(start({ personId: person.id, version: 2, reason: '退休' }))).message).toContain(
      '已在办理离岗'
    )
    await back({ personId: person.id, version: 2, reason: '延迟退休' })
    expect(await of()).toMatchObject({ status: 'active' })
    await start({ personId: person.id, version: 3, reason: '退休' })
    expect((await faultOf(start({ personId: person.id, version: 3, reason: '退休' }))).code).toBe('invalid')
    await director.office.depart({ ...leaving(person), version: 4 })
    expect(await of()).toMatchObject({ status: 'departed' })
    expect((await faultOf(start({ personId: person.id, version: 5, reason: '退休' }))).message).toContain('已离岗')
  })

  it('moves a cleared person, ending the posts bound to the old unit', async () => {
    const person = await aPerson(house(), { posts: ['unitHead', 'buyer'] })
    const target = await aUnit(house(), { name: '调入科' })
    await director.office.transfer({ ...leaving(person), unitId: target.id })
    expect(await director.office.person({ id: person.id })).toMatchObject({ unitName: '调入科', posts: '采购员' })
    const row = await director.office.person({ id: person.id })
    const plain = { id: row.id, version: row.version, name: row.name, unitId: person.unitId, kind: row.kind }
    expect((await faultOf(director.office.updatePerson(plain))).data.issues?.[0]?.message).toContain('调动')
  })

  it('does not take a future day', async () => {
    expect((await faultOf(director.office.depart({ ...leaving(await aPerson(house())), on: '2026-10-01' }))).code).toBe(
      'invalid'
    )
  })
})
