interface Counts {
  readonly rooms: number;
  readonly users: number;
  readonly online: number;
  readonly sessions: number;
  readonly messages: number;
  readonly bans: number;
  readonly databaseBytes: number;
  readonly fileBytes: number;
}

/** Figures in the text form of Prometheus. */
export function writeMetrics(counts: Counts): string {
  const { rss, heapUsed } = process.memoryUsage();
  const figures: readonly [name: string, help: string, value: number][] = [
    ['spaces_rooms', 'Rooms on this host.', counts.rooms],
    ['spaces_users', 'Users on this host.', counts.users],
    ['spaces_users_online', 'Users with an open line.', counts.online],
    ['spaces_sessions', 'Open lines.', counts.sessions],
    ['spaces_messages', 'Messages numbered in all rooms.', counts.messages],
    ['spaces_bans', 'Bans in all rooms.', counts.bans],
    ['spaces_database_bytes', 'Size of the database.', counts.databaseBytes],
    ['spaces_file_bytes', 'Size of all files people sent.', counts.fileBytes],
    ['process_resident_memory_bytes', 'Resident memory.', rss],
    ['process_heap_bytes', 'Heap in use.', heapUsed],
    ['process_uptime_seconds', 'Seconds since the start.', Math.round(process.uptime())],
  ];
  const lines = figures.flatMap(([name, help, value]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    `${name} ${value}`,
  ]);
  return `${lines.join('\n')}\n`;
}
