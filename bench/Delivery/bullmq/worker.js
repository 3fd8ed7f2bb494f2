// BullMQ as its readme shows it: one worker process, 64 jobs at once, posting with undici's pool. Redis keeps its log every second.
import { Queue, Worker } from 'bullmq';
import { Pool } from 'undici';

const [, , base, path, jobs, webhooks] = process.argv;
const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT) };
const pool = new Pool(base, { connections: 64 });
const body = JSON.stringify({ type: 'task', id: '51', url: 'http://localhost:5080/api/3/tasks/51', action: 'create' });
const queue = new Queue('deliveries', { connection });
await queue.obliterate({ force: true });

const all = Array.from({ length: Number(jobs) }, (_, i) => ({
  name: 'post', data: { path: `/${path}/${i % Number(webhooks)}`, body }, opts: { attempts: 10, removeOnComplete: true },
}));
for (let i = 0; i < all.length; i += 1000) await queue.addBulk(all.slice(i, i + 1000));

let left = all.length;
const worker = new Worker('deliveries', async job => {
  const answer = await pool.request({ path: job.data.path, method: 'POST', body: job.data.body, headers: { 'content-type': 'application/json' } });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(String(answer.statusCode));
}, { connection, concurrency: 64 });
await new Promise(done => worker.on('completed', () => { if (--left === 0) done(); }));
await worker.close();
await queue.close();
await pool.close();
