const { contextBridge, ipcRenderer } = require('electron');

globalThis.preloadSecret = 'only in the isolated world';
const early = ipcRenderer.invoke('echo', 'sent while the preload ran');

contextBridge.exposeInMainWorld('fixture', {
  early: () => early,
  echo: (value) => ipcRenderer.invoke('echo', value),
  fail: () => ipcRenderer.invoke('fail'),
  unknown: () => ipcRenderer.invoke('nobody:listens'),
  shout: (text) => ipcRenderer.send('shout', text),
  onHeard(callback) {
    const listener = (_event, text) => callback(text);
    ipcRenderer.on('heard', listener);
    return () => ipcRenderer.removeListener('heard', listener);
  },
  add: (a, b) => a + b,
  throwHere() {
    throw new TypeError('from the preload');
  },
  electron: process.versions.electron,
});
