package io.glassmq.labs.contracts.lab05;

import io.glassmq.store.index.IndexChains;
import io.glassmq.store.index.IndexLayout;
import io.glassmq.store.index.SlotChains;
import io.glassmq.store.queue.ConsumeQueue;
import io.glassmq.store.queue.QueueUnits;
import io.glassmq.store.queue.UnitFiles;

class QueueAndIndexTest extends QueueAndIndexContract {
  @Override
  protected QueueUnits units(UnitFiles files) {
    return new ConsumeQueue(files);
  }

  @Override
  protected IndexChains chains(IndexLayout layout) {
    return new SlotChains(layout);
  }
}
