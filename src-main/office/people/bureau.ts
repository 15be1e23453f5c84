import type { EntityManager } from 'typeorm'
import type { BureauInfo } from '../../contract/office'
import { notFound } from '../../kernel/fault'
import { standingRows } from '../../platform/database/standing'
import { Bureau } from '../entities'
import type { Reading } from '../house'

/** The bureau that keeps the ledgers; undefined before it is founded. */
export async function theBureau(manager: EntityManager): Promise<Bureau | undefined> {
  const [bureau] = (await standingRows(manager, Bureau)).values()
  return bureau
}

/** The bureau that keeps the ledgers and its day; fails with `notFound` before it is founded. */
export async function bureauInfo({ manager, today }: Reading): Promise<BureauInfo> {
  const bureau = await theBureau(manager)
  if (!bureau) throw notFound('单位信息')
  const { name, shortName, profile, demo } = bureau
  return { name, shortName, profile, demo, today }
}

/** The bureau's full name as printed at the head of forms and sheets; empty before it is founded. */
export async function bureauName(manager: EntityManager): Promise<string> {
  return (await theBureau(manager))?.name ?? ''
}
