/** What opens beside the conversation. */
export const panels = {
  thread: 'Thread',
  thisThread: 'this thread',
  pinned: 'Pinned messages',
  noPins: 'Nothing pinned yet',
  noPinsWhy: 'Pin what everybody here should find again, from the menu of a message.',
  saved: 'Saved messages',
  noSaved: 'Nothing saved yet',
  noSavedWhy: 'Save messages for yourself from their menu. Only you see them here.',
  jumpToUnread: 'Jump to the first new message',
  showPinned: 'Pinned messages',
  showSaved: 'Saved messages',
  showFiles: 'Files',
  showSearch: 'Search',
};
