import { beforeAll, expect, it } from 'vitest'
import { Account, Signature, type Person } from '@main/office/entities'
import { reopenPin } from '@main/office/pinGate'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { sign } from '@main/office/signatures'
import { PreviewEnd } from '@main/platform/database/unitOfWork'
import { onBothEngines } from '../support/house'
import { aBureau, aPerson, acting } from '../support/people'
import { as } from '../support/officeCalls'

onBothEngines('PINs at the counter', (house) => {
  let clerk: Person
  beforeAll(async () => {
    await aBureau(house())
    clerk = await aPerson(house(), { name: '经办' })
  })
  const signs = async (person: Person, pin: string, more: object = {}) =>
    house().database.write({ chain: 'office', act: '签字', actor: await acting(house(), clerk), ...more }, (unit) =>
      sign(unit, { by: 'pin', personId: person.id, pin }, '领用人', { type: 'issue', id: unit.newId() })
    )
  const fault = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (thrown: unknown) => thrown as { type: string; message: string }
    )
    return error ?? expect.fail('the PIN was taken')
  }
  const signatures = (person: Person) => house().database.read.countBy(Signature, { personId: person.id })

  it('closes a PIN for 15 minutes after five wrong ones, though each undid its act', async () => {
    const person = await aPerson(house(), { name: '领用', pin: '2580' })
    for (let failure = 1; failure <= 4; failure += 1)
      expect(await fault(signs(person, '1111'))).toMatchObject({ type: 'invalid' })
    expect(await fault(signs(person, '1111'))).toMatchObject({
      type: 'forbidden',
      message: expect.stringContaining('09:15')
    })
    expect(await fault(signs(person, '2580'))).toMatchObject({
      type: 'forbidden',
      message: expect.stringContaining('请到时再试，或请系统管理员解锁')
    })
    expect(await signatures(person)).toBe(0)
    const other = await aPerson(house(), { pin: '3690' })
    await signs(other, '3690')
    house().clock.advanceMinutes(15)
    await signs(person, '2580')
    expect(await signatures(person)).toBe(1)
    house().clock.setDay('2026-09-30')
  })

  it('counts anew after a right one', async () => {
    const person = await aPerson(house(), { pin: '2580' })
    for (const pin of ['1', '2', '3', '4'].map((digit) => digit.repeat(4))) await fault(signs(person, pin))
    await signs(person, '2580')
    for (let failure = 1; failure <= 4; failure += 1)
      expect(await fault(signs(person, '1111'))).toMatchObject({ type: 'invalid' })
    await signs(person, '2580')
  })

  it('keeps count for every process and over restarts, and each failure in the log', async () => {
    const person = await aPerson(house(), { pin: '2580' })
    const account = () => house().database.read.findOneByOrFail(Account, { personId: person.id })
    for (let failure = 1; failure <= 4; failure += 1) await fault(signs(person, '1111'))
    expect(await account()).toMatchObject({ pinFailures: 4, pinLockedUntil: null })
    // Another process knows nothing but what is kept.
    reopenPin(house().database.read, person.id)
    reopenPin(house().database.writer.manager, person.id)
    expect(await fault(signs(person, '1111'))).toMatchObject({ type: 'forbidden' })
    reopenPin(house().database.writer.manager, person.id)
    expect(await fault(signs(person, '2580'))).toMatchObject({ type: 'forbidden' })
    expect(await account()).toMatchObject({ pinFailures: 5, pinLockedUntil: '2026-09-30T01:15:00.000Z' })
    const logged = await house().database.read.countBy(AuditEntry, {
      act: '签字码输错',
      subjectId: (await account()).id
    })
    expect(logged).toBe(5)
    house().clock.advanceMinutes(15)
    await signs(person, '2580')
    expect(await account()).toMatchObject({ pinFailures: null, pinLockedUntil: null })
    house().clock.setDay('2026-09-30')
  })

  it('does not let parallel guesses outrun the count', async () => {
    const person = await aPerson(house(), { pin: '2580' })
    const guesses = await Promise.all(Array.from({ length: 8 }, () => fault(signs(person, '1111'))))
    expect(guesses.filter(({ type }) => type === 'invalid')).toHaveLength(4)
    expect(guesses.filter(({ type }) => type === 'forbidden')).toHaveLength(4)
  })

  it('is closed while the sign-in is, and opened again by the administrator', async () => {
    const person = await aPerson(house(), { pin: '2580' })
    for (let failure = 1; failure <= 5; failure += 1) await fault(signs(person, '1111'))
    const account = await house().database.read.findOneByOrFail(Account, { personId: person.id })
    const admin = as(house(), await aPerson(house(), { posts: ['administrator'] }))
    await admin.office.updateAccount({ id: account.id, version: account.version, active: true, unlock: true })
    await signs(person, '2580')
    const closed = await aPerson(house(), { pin: '2580' })
    const own = await house().database.read.findOneByOrFail(Account, { personId: closed.id })
    await house().database.write({ chain: 'office', act: '登录失败', actor: await acting(house(), clerk) }, (unit) =>
      unit.update(Account, own, { failures: 5, lockedUntil: '2026-09-30T01:15:00.000Z' }, '账号')
    )
    expect(await fault(signs(closed, '2580'))).toMatchObject({
      type: 'forbidden',
      message: expect.stringContaining('09:15')
    })
  })

  it('is not tried by the live check of a form, which neither counts nor tells', async () => {
    const person = await aPerson(house(), { pin: '2580' })
    for (let check = 1; check <= 6; check += 1)
      for (const pin of ['1111', '2580'])
        expect(await fault(signs(person, pin, { preview: [] }))).toBeInstanceOf(PreviewEnd)
    await signs(person, '2580')
  })
})
