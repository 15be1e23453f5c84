import { afterAll, beforeAll, expect, it } from 'vitest'
import { join } from 'node:path'
import { backupPlaces } from '@main/platform/backup/backup'
import { setOutsidePlace } from '@main/platform/backup/outside'
import { backUpHouse } from '@main/office/administration/backups'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'
import { aBureau, aPerson } from '../support/people'
import { as, type OfficeClient } from '../support/officeCalls'
import { tempFolder } from '../support/tempFolder'

let house: TestHouse
let admin: OfficeClient
let clerk: OfficeClient
beforeAll(async () => {
  house = await openTestHouse('sqlite', '2026-03-02T01:00:00.000Z')
  await aBureau(house)
  admin = as(house, await aPerson(house, { posts: ['administrator'] }))
  clerk = as(house, await aPerson(house))
})
afterAll(() => closeTestHouse(house))

const warned = async (client: OfficeClient) =>
  (await client.home.due()).filter(({ rule }) => rule === 'SYS-02').map(({ title, dueOn }) => [title, dueOn])

it('SYS-02 tells the administrator on the seventh day that no copy is off the machine, and is content with one', async () => {
  house.clock.setDay('2026-03-08')
  expect(await warned(admin)).toEqual([])
  house.clock.setDay('2026-03-09')
  expect(await warned(admin)).toEqual([[expect.stringContaining('本机以外还没有备份'), '2026-03-09']])
  expect(await warned(clerk)).toEqual([])
  await setOutsidePlace(backupPlaces(house.folder), join(tempFolder('usb'), '备份'))
  await backUpHouse(house, 'manual')
  expect(await warned(admin)).toEqual([])
  house.clock.setDay('2026-03-16')
  expect(await warned(admin)).toEqual([[expect.stringContaining('停在2026年3月9日'), '2026-03-16']])
})
