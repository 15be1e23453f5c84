import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { forbidden } from '../../kernel/fault'
import { SavedView } from '../entities'
import { permitting, translatingFaults, type CallContext } from '../procedure'

const os = implement(contract.savedViews).$context<CallContext>().use(translatingFaults).use(permitting)

/** List views people save for themselves; a name saved again replaces the view. */
export const savedViewsRouter = os.router({
  list: os.list.handler(async ({ context, input }) => {
    const rows = await context.house.database.read.find(SavedView, {
      where: { personId: context.actor.personId ?? '', list: input.list },
      order: { name: 'ASC' }
    })
    return rows.map(({ id, name, view }) => ({ id, name, view }))
  }),
  save: os.save.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '保存列表视图' }, async (unit) => {
      const personId = context.actor.personId ?? ''
      const same = await unit.manager.findOneBy(SavedView, { personId, list: input.list, name: input.name })
      const saved = same
        ? await unit.update(SavedView, same, { view: input.view }, '列表视图')
        : await unit.insert(SavedView, { personId, list: input.list, name: input.name, view: input.view })
      unit.about({ type: 'savedView', id: saved.id, number: saved.name })
      return { id: saved.id }
    })
  ),
  remove: os.remove.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '删除列表视图' }, async (unit) => {
      const view = await unit.load(SavedView, input.id, '列表视图')
      if (view.personId !== context.actor.personId) throw forbidden('只能删除自己保存的视图')
      unit.about({ type: 'savedView', id: view.id, number: view.name })
      await unit.remove(SavedView, view, '列表视图')
      return { id: view.id }
    })
  )
})
