import { expect, it } from 'vitest'
import { backupMeans } from '@main/office/administration/backupMeans'
import { putOntoServer } from '@main/office/administration/ontoServer'
import { verifyHouse } from '@main/office/administration/verify'
import { Unit } from '@main/office/entities'
import { backupPlaces } from '@main/platform/backup/backup'
import { checkedBackup } from '@main/platform/backup/restore'
import { closeTestHouse, openTestHouse } from '../../support/house'
import { aPerson, aUnit } from '../../support/people'
import { as, faultOf } from '../../support/officeCalls'
import { describeOnPostgres } from '../../support/postgres'

describeOnPostgres('backup on PostgreSQL', () => {
  it('is a portable copy the program makes, proves, and puts into an empty database again', async () => {
    const house = await openTestHouse('postgres', '2026-09-30T01:00:00.000Z', 'demo')
    const admin = as(house, await aPerson(house, { posts: ['administrator'] }))
    const { name } = await admin.administration.backup({})
    expect(await admin.administration.backups()).toMatchObject([{ name, verified: true, why: null }])
    expect((await faultOf(admin.administration.restore({ name }))).message).toContain('空的数据库')
    const before = await verifyHouse(house)

    const other = await openTestHouse('postgres')
    const places = { ...backupPlaces(other.folder), backups: backupPlaces(house.folder).backups }
    await checkedBackup(places, name, backupMeans(other))
    await putOntoServer(other, places, name)
    const after = await verifyHouse(other)
    // The act 手工备份 itself was written after the copy.
    expect(after).toMatchObject({ ok: true, entries: before.ok ? before.entries - 1 : 0 })
    expect(await other.database.read.count(Unit)).toBe(await house.database.read.count(Unit))
    await aUnit(other, { name: '恢复以后' })
    expect(await verifyHouse(other)).toMatchObject({ ok: true })
    await closeTestHouse(house)
    await closeTestHouse(other)
  }, 240_000)
})
