package io.lockstep.engine.proxy;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;

/// Asks the system for a name at each connect, since a container that was made again has another
/// address. The question blocks, so it is asked on a virtual thread.
final class FreshNames extends AddressResolverGroup<InetSocketAddress> {

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Names(executor).asAddressResolver();
    }

    private static final class Names extends InetNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
            if (NetUtil.createByteArrayFromIpAddressString(name) != null) {
                promise.setSuccess(InetAddress.getByName(name));
                return;
            }
            ask(name, promise, () -> InetAddress.getByName(name));
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
            ask(name, promise, () -> List.of(InetAddress.getAllByName(name)));
        }

        private static <T> void ask(String name, Promise<T> promise, Callable<T> question) {
            Thread.ofVirtual()
                    .name("resolve " + name)
                    .start(() -> {
                        try {
                            promise.trySuccess(question.call());
                        } catch (Exception e) {
                            promise.tryFailure(
                                    new UnknownHostException(
                                            "the name %s is unknown".formatted(name)));
                        }
                    });
        }
    }
}
