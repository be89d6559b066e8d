import { AppError } from '#shared/contract/errors.ts';
import { IPC_REQUESTS, type IpcName, type IpcOutput, type IpcParsed } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';

/** Must cover every name of the contract or it does not compile. */
export type IpcHandlers = {
  readonly [N in IpcName]: (input: IpcParsed<N>) => IpcOutput<N> | Promise<IpcOutput<N>>;
};

/** Parses, calls the handler and always answers: Electron keeps nothing but the text of a rejection. */
export async function answerRequest<N extends IpcName>({
  name,
  input,
  handlers,
  logUnexpected,
}: {
  name: N;
  input: unknown;
  handlers: IpcHandlers;
  /** Keeps the error and answers the id under which it can be found. */
  logUnexpected: (name: N, error: unknown) => string;
}): Promise<Result<IpcOutput<N>>> {
  const parsed = IPC_REQUESTS[name].input.safeParse(input);
  if (!parsed.success) {
    return fail({
      code: 'VALIDATION_FAILED',
      message: `The request ${name} is malformed.`,
      details: { fields: parsed.error.issues.map(({ path }) => path.join('.')) },
    });
  }
  try {
    return succeed(await handlers[name](parsed.data as IpcParsed<N>));
  } catch (error) {
    if (error instanceof AppError) {
      const { code, message, details } = error;
      return fail({ code, message, ...(details && { details }) });
    }
    return fail({
      code: 'INTERNAL',
      message: 'Something went wrong.',
      details: { logId: logUnexpected(name, error) },
    });
  }
}
