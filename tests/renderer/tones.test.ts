import { expect, it } from 'vitest'
import * as assetWords from '@main/contract/assets/words'
import * as confidentialWords from '@main/contract/confidential/words'
import * as sealWords from '@main/contract/seals/words'
import { issueRequestStates } from '@main/contract/supplies/issue'
import { scrapStates } from '@main/contract/supplies/scrap'
import { stocktakeStates } from '@main/contract/supplies/stocktake'
import * as supplyWords from '@main/contract/supplies/words'
import * as vehicleWords from '@main/contract/vehicles/words'
import * as warehouseWords from '@main/contract/warehouse/words'
import { approvalStateLabels } from '@main/contract/approvals'
import { requestTones } from '@renderer/ledger-kit/recordState'
import * as assets from '@renderer/ledgers/assets/parts/tones'
import * as confidential from '@renderer/ledgers/confidential/parts/tones'
import * as seals from '@renderer/ledgers/seals/parts/tones'
import * as supplies from '@renderer/ledgers/supplies/parts/tones'
import * as vehicles from '@renderer/ledgers/vehicles/parts/tones'
import * as warehouse from '@renderer/ledgers/warehouse/parts/tones'

const isWordList = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((part) => typeof part === 'string')

/** The words of a ledger's states beside the tones of the same name: exitStates and exitTones. */
function told(ledger: string, words: object, tones: object): { word: string; tone: string; where: string }[] {
  return Object.entries(tones).flatMap(([name, tone]: [string, unknown]) => {
    const stem = name.replace(/Tones?$/, '')
    const list: unknown = Object.entries(words).find(([other]) => other === `${stem}States`)?.[1]
    if (!isWordList(tone) || !isWordList(list)) return []
    return Object.entries(list).flatMap(([state, word]) =>
      tone[state] ? [{ word, tone: tone[state], where: `${ledger} ${name}` }] : []
    )
  })
}

it('show one word in one tone, in whichever ledger it stands', () => {
  const all = [
    ...told('office', { requestStates: approvalStateLabels }, { requestTones }),
    ...told('supplies', { ...supplyWords, issueRequestStates, scrapStates, stocktakeStates }, supplies),
    ...told('seals', sealWords, seals),
    ...told('warehouse', warehouseWords, warehouse),
    ...told('vehicles', vehicleWords, vehicles),
    ...told('assets', { ...assetWords, countStates: assetWords.assetCountStates }, assets),
    ...told('confidential', { ...confidentialWords, askedStates: confidentialWords.requestStates }, confidential)
  ]
  // Every ledger is among them, and enough words to disagree about.
  expect(new Set(all.map(({ where }) => where.split(' ')[0])).size).toBe(7)
  expect(all.length).toBeGreaterThan(100)
  const differing = [...new Set(all.map(({ word }) => word))].flatMap((word) => {
    const uses = all.filter((each) => each.word === word)
    return new Set(uses.map(({ tone }) => tone)).size > 1
      ? [`${word}: ${uses.map(({ tone, where }) => `${tone} (${where})`).join(', ')}`]
      : []
  })
  expect(differing).toEqual([])
})
