import { join } from 'node:path'
import { readerSource } from '../../platform/database/dataSources'
import { copyIntoServer } from '../../platform/database/portableCopy'
import type { BackupPlaces } from '../../platform/backup/backup'
import { keptFilesInto } from '../../platform/backup/restore'
import type { House } from '../house'
import { schemaOf } from '../openHouse'

/**
 * Puts the data of a checked backup into the empty database of a house on a server, and its files into the data folder.
 */
export async function putOntoServer(house: House, places: BackupPlaces, name: string): Promise<void> {
  const file = join(places.backups, name)
  await keptFilesInto(places, file)
  const source = await readerSource({ kind: 'sqlite', file }, schemaOf(house.modules)).initialize()
  try {
    await copyIntoServer(source.manager, house.database.writer)
  } finally {
    await source.destroy()
  }
}
