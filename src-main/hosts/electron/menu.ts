import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'

/**
 * The menu of the window; its keys work also while the menu bar is hidden. Printing shows the system's dialog with its
 * preview.
 */
export function setMenu(window: BrowserWindow): void {
  const template: readonly MenuItemConstructorOptions[] = [
    {
      label: '文件',
      submenu: [
        {
          label: '打印…',
          accelerator: 'CmdOrCtrl+P',
          click: () => window.webContents.print({ silent: false, printBackground: true })
        },
        { type: 'separator' },
        { label: '退出', role: 'quit' }
      ]
    },
    {
      label: '编辑',
      submenu: [
        { label: '撤销', role: 'undo' },
        { label: '重做', role: 'redo' },
        { type: 'separator' },
        { label: '剪切', role: 'cut' },
        { label: '复制', role: 'copy' },
        { label: '粘贴', role: 'paste' },
        { label: '全选', role: 'selectAll' }
      ]
    },
    {
      label: '显示',
      submenu: [
        { label: '放大', role: 'zoomIn' },
        { label: '缩小', role: 'zoomOut' },
        { label: '原始大小', role: 'resetZoom' },
        { label: '全屏', role: 'togglefullscreen' }
      ]
    }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate([...template]))
  window.setMenuBarVisibility(false)
}
