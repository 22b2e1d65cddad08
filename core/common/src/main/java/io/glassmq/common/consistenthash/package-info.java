/** Shares things out so that little moves when a member comes or goes. */
package io.glassmq.common.consistenthash;
