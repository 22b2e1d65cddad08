package io.glassmq.solutions.lab05;

import io.glassmq.labs.contracts.lab05.QueueAndIndexContract;
import io.glassmq.store.index.IndexChains;
import io.glassmq.store.index.IndexLayout;
import io.glassmq.store.queue.QueueUnits;
import io.glassmq.store.queue.UnitFiles;

/** Binds the contract to your classes. */
class MyQueueAndIndexTest extends QueueAndIndexContract {

  @Override
  protected QueueUnits units(UnitFiles files) {
    return new MyConsumeQueue(files);
  }

  @Override
  protected IndexChains chains(IndexLayout layout) {
    return new MySlotChains(layout);
  }
}
